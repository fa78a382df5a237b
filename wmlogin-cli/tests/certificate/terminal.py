"""Runs a program on a terminal of its own, and types an answer whenever a prompt ends with a colon.

An answer that begins with a question mark is typed, without the mark, once the terminal does not show
what is typed. Prints what stood on the terminal and ends as the program ends; a program that leaves the
terminal other than it was is told of at the end.
"""

import os
import pty
import signal
import subprocess
import sys
import termios
import time

answers = sys.argv[1].split("|")
signal.alarm(120)
# Both ends stay open here, so that the terminal is there when the program has ended.
ours, theirs = pty.openpty()
before = termios.tcgetattr(theirs)
os.set_blocking(ours, False)


def take_terminal():
    os.setsid()
    os.close(os.open(os.ttyname(theirs), os.O_RDWR))


program = subprocess.Popen(
    sys.argv[2:], stdin=theirs, stdout=theirs, stderr=theirs, preexec_fn=take_terminal
)
screen = b""
since = 0
ended = False
while not ended:
    ended = program.poll() is not None
    try:
        screen += os.read(ours, 65536)
    except BlockingIOError:
        time.sleep(0.005)
    if answers and screen[since:].rstrip().endswith(b":"):
        secret = answers[0].startswith("?")
        if not secret or termios.tcgetattr(theirs)[3] & termios.ECHO == 0:
            since = len(screen)
            os.write(ours, answers.pop(0).removeprefix("?").encode())
sys.stdout.write(screen.decode().replace("\r\n", "\n"))
if termios.tcgetattr(theirs) != before:
    sys.stdout.write("The terminal is not as it was.\n")
sys.exit(program.returncode)
