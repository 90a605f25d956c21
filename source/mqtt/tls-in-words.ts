const certificateWords: Readonly<Record<string, string>> = {
  SELF_SIGNED_CERT_IN_CHAIN: 'its chain ends in a self-signed certificate that is not trusted',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'it is self-signed',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its issuer is not trusted',
  UNABLE_TO_GET_ISSUER_CERT: 'its issuer is not known',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'its issuer is not trusted',
  CERT_HAS_EXPIRED: 'it has expired',
  CERT_NOT_YET_VALID: 'it is not valid yet',
  CERT_REVOKED: 'it was revoked',
  ERR_TLS_CERT_ALTNAME_INVALID: 'it was issued for another host name',
};

/** What to do about a certificate that is not accepted. */
const certificateHint = (code: string): string => {
  switch (code) {
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return 'Connect to the name it was issued for, or use --insecure to skip all checks.';
    case 'CERT_HAS_EXPIRED':
    case 'CERT_REVOKED':
      return 'The broker needs a new one; --insecure skips all checks.';
    case 'CERT_NOT_YET_VALID':
      return "Check this machine's clock; --insecure skips all checks.";
    default:
      return '--cafile FILE trusts the authority that signed it; --insecure skips all checks.';
  }
};

/** Says why the broker's certificate was not accepted, and what to do; `undefined` if the code means something else. */
export const certificateSentence = (code: string): string | undefined => {
  const words = certificateWords[code];
  return words === undefined
    ? undefined
    : `The broker's TLS certificate was not accepted: ${words} (${code}). ${certificateHint(code)}`;
};

/** Describes a failed TLS handshake; `undefined` if the code means something else. */
export const tlsSentence = (code: string, where: string): string | undefined => {
  if (/ALERT_CERTIFICATE_REQUIRED/.test(code))
    return `${where} asks for a client certificate (${code}): give --cert and --key.`;
  if (/ALERT|UNSUPPORTED_PROTOCOL|NO_CIPHERS/.test(code))
    return `${where} rejected TLS (${code}): it may want a client certificate (--cert, --key) or another TLS version.`;
  if (/^ERR_(OSSL|CRYPTO)/.test(code))
    return `The certificate or key cannot be read (${code}): --cafile, --cert and --key take PEM files.`;
  if (code.startsWith('ERR_SSL') || code === 'EPROTO')
    return `No TLS with ${where} (${code}): that port may be plain MQTT; try mqtt: instead of mqtts:.`;
  return undefined;
};
