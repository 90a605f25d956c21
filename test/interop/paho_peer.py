"""A chat program and a subscriber as people have written them long ago with paho-mqtt.

    paho_peer.py [--port 61613] [--user admin] [--password password] chat
    paho_peer.py ... subscribe '/+'

"chat" asks for a name, says Hello,anyone! in the room "chat", prints what it hears there and says
every line that it reads. "subscribe" prints the topic and the payload of all that matches a filter.
It knows nothing of what newer programs add; a message that it cannot print is the end of it.
"""
import argparse
import json
import os
import sys
import threading
import traceback

import paho.mqtt.client as mqtt

ROOM = "chat"


def crash(args):
    """An error in the network thread ends the program: nothing is overlooked."""
    traceback.print_exception(args.exc_type, args.exc_value, args.exc_traceback)
    sys.stderr.flush()
    os._exit(1)


def say(text):
    print(text, flush=True)


def make_client(options):
    if hasattr(mqtt, "CallbackAPIVersion"):
        client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION1)
    else:
        client = mqtt.Client()
    client.username_pw_set(options.user, options.password)
    return client


def connect(client, options, topic):
    subscribed = threading.Event()

    def on_connect(client, userdata, flags, code):
        say("Connected with result code " + str(code))
        if code != 0:
            os._exit(2)
        client.subscribe(topic)

    def on_subscribe(client, userdata, mid, granted_qos):
        subscribed.set()

    client.on_connect = on_connect
    client.on_subscribe = on_subscribe
    client.connect("127.0.0.1", options.port, 60)
    client.loop_start()
    subscribed.wait()


def chat(options):
    name = input("Your name? ")
    client = make_client(options)

    def publish(text):
        client.publish(ROOM, json.dumps({"user": name, "say": text}))

    def on_message(client, userdata, message):
        payload = json.loads(message.payload.decode("utf-8"))
        say(payload["user"] + ":" + payload["say"])

    client.on_message = on_message
    connect(client, options, ROOM)
    publish("Hello,anyone!")
    for line in sys.stdin:
        publish(line.rstrip("\n"))
    client.disconnect()
    client.loop_stop()


def subscribe(options):
    client = make_client(options)

    def on_message(client, userdata, message):
        say(message.topic + " " + message.payload.decode("utf-8"))

    client.on_message = on_message
    connect(client, options, options.filter)
    say("Subscribed")
    sys.stdin.read()
    client.disconnect()
    client.loop_stop()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, default=61613)
    parser.add_argument("--user", default="admin")
    parser.add_argument("--password", default="password")
    modes = parser.add_subparsers(dest="mode", required=True)
    modes.add_parser("chat")
    modes.add_parser("subscribe").add_argument("filter")
    options = parser.parse_args()
    threading.excepthook = crash
    for stream in (sys.stdin, sys.stdout):
        stream.reconfigure(encoding="utf-8", errors="strict")
    if options.mode == "chat":
        chat(options)
    else:
        subscribe(options)


main()
