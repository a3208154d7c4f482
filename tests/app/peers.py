#!/usr/bin/python3
# SPDX-FileCopyrightText: Podium contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lets a client that nobody here wrote talk to podium-sim: peers.py PODIUM_SIM sigrok|lxi|pyvisa|lxi_vxi11|pyvisa_vxi11.
The last two ask the portmapper on port 111 and run in a network namespace of their own.
Ends with 0 (passed), 1 (failed) or 77 (skipped: the client is not installed)."""
import fcntl
import os
import re
import shutil
import socket
import struct
import subprocess
import sys
import time

LIMIT_SECONDS = 20
SKIPPED = 77


class Failed(Exception):
    pass


def check(condition, text):
    if not condition:
        raise Failed(text)


def need_program(name, package):
    if not shutil.which(name):
        print(f"SKIP: {name} is not installed (package {package})")
        sys.exit(SKIPPED)


def run(*command):
    done = subprocess.run(command, capture_output=True, text=True, timeout=LIMIT_SECONDS)
    check(done.returncode == 0, f"{' '.join(command)} ended with {done.returncode}: {done.stdout}{done.stderr}")
    return done.stdout


def ask(port, question):
    """One query by a plain socket, to look at what a client left behind."""
    with socket.create_connection(("127.0.0.1", port), LIMIT_SECONDS) as link:
        link.sendall(question.encode() + b"\n")
        return link.makefile().readline().strip()


def sigrok(ports):
    need_program("sigrok-cli", "sigrok-cli")
    supply = f"scpi-pps:conn=tcp-raw/127.0.0.1/{ports['supply']}"
    run("sigrok-cli", "-d", supply, "-g", "1", "--config", "voltage_target=7.5:current_limit=2:enabled=on", "--set")
    for key, wanted in (("voltage_target", "7.5"), ("current_limit", "2.0"), ("enabled", "true")):
        seen = run("sigrok-cli", "-d", supply, "-g", "1", "--get", key).strip()
        check(seen == wanted, f"{key} is {seen}, not {wanted}")
    deadline = time.monotonic() + LIMIT_SECONDS
    while "V1: 7.5000 V DC" not in (seen := run("sigrok-cli", "-d", supply, "--time", "200")):
        check(time.monotonic() < deadline, f"sigrok-cli does not see 7.5 V: {seen}")
    check("I1: 750.00 mA DC" in seen, f"sigrok-cli does not see 0.75 A: {seen}")
    seen = run("sigrok-cli", "-d", f"scpi-dmm:conn=tcp-raw/127.0.0.1/{ports['meter']}", "--samples", "3")
    values = [float(value) for value in re.findall(r"P1: ([0-9.]+) V DC", seen)]
    check(len(values) == 3 and all(abs(value - 7.5) < 1e-3 for value in values), f"the meter reads {seen}")
    for name in ("supply", "meter"):
        check(ask(ports[name], "SYST:ERR?") == '+0,"No error"', f"the {name} did not understand sigrok-cli")


def lxi(ports):
    need_program("lxi", "lxi-tools")
    for name, identity in (("motion", "PODIUM,MC3,1,1.0"), ("supply", "HEWLETT-PACKARD,6632B,0,A.01.00"),
                           ("meter", "HEWLETT-PACKARD,34401A,0,10-5-2")):
        seen = run("lxi", "scpi", "-a", "127.0.0.1", "-r", "-p", str(ports[name]), "*IDN?")
        check(seen.strip() == identity, f"{name} says {seen}")


def lxi_vxi11(_):
    need_program("lxi", "lxi-tools")
    seen = run("lxi", "scpi", "-a", "127.0.0.1", "*IDN?")
    check(seen.strip() == "PODIUM,MC3,1,1.0", f"inst0 says {seen}")
    run("lxi", "scpi", "-a", "127.0.0.1", "VEL x 2.5")
    seen = run("lxi", "scpi", "-a", "127.0.0.1", "VEL? x")
    check(seen.strip() == "2.500000", f"the velocity is {seen}")


def pyvisa(ports):
    operate(f"TCPIP::127.0.0.1::{ports['motion']}::SOCKET")


def pyvisa_vxi11(_):
    operate("TCPIP::127.0.0.1::inst0::INSTR")
    visa = need_pyvisa()
    for name, identity in (("inst1", "HEWLETT-PACKARD,6632B,0,A.01.00"), ("inst2", "HEWLETT-PACKARD,34401A,0,10-5-2")):
        instrument = visa.open_resource(f"TCPIP::127.0.0.1::{name}::INSTR", read_termination="\n")
        seen = instrument.query("*IDN?")
        check(seen == identity, f"{name} says {seen}")
        instrument.write("x" * 5000)  # longer than one piece of pyvisa's
        check(instrument.query("SYST:ERR?").startswith("-113,"), f"{name} did not get the long message whole")
        instrument.close()


def need_pyvisa():
    try:
        import pyvisa as visa
        import pyvisa_py  # noqa: F401
    except ImportError as missing:
        print(f"SKIP: {missing.name} is not installed (package python3-pyvisa-py)")
        sys.exit(SKIPPED)
    return visa.ResourceManager("@py")


def operate(resource):
    axes = need_pyvisa().open_resource(resource, read_termination="\n", write_termination="\n")
    axes.timeout = LIMIT_SECONDS * 1000
    axes.write("MOV x 20")
    while float(axes.query("POS? x")) < 1.0:
        check(int(axes.query("STAT? x")) & 1, "x does not move")
    axes.write("STOP x")
    check(axes.query("*OPC?") == "1", "no *OPC? after a stop")
    rest = float(axes.query("POS? x"))
    check(1.0 < rest < 15.0, f"x was not stopped midway but at {rest}")
    check(float(axes.query("POS? x")) == rest and not int(axes.query("STAT? x")) & 1, "x does not rest")
    check(axes.query("SYST:ERR?") == '0,"No error"', "the controller did not understand pyvisa")
    axes.close()


def enter_namespace():
    """Begins anew in a network namespace of its own, where port 111 is free and ours."""
    inside = "PODIUM_PEERS_INSIDE"
    if inside in os.environ:
        set_flags, up = 0x8914, 0x1  # SIOCSIFFLAGS, IFF_UP
        with socket.socket() as any_socket:
            fcntl.ioctl(any_socket, set_flags, struct.pack("16sh", b"lo", up))
        return
    if not shutil.which("unshare") or subprocess.run(["unshare", "-rn", "true"], capture_output=True).returncode != 0:
        print("SKIP: no right to make a network namespace (unshare -rn), in which port 111 is free")
        sys.exit(SKIPPED)
    os.execvpe("unshare", ["unshare", "-rn", sys.executable, *sys.argv], os.environ | {inside: "1"})


def main():
    program, client = sys.argv[1:]
    arguments = [program]
    for kind in ("motion", "supply", "meter"):
        arguments += ["--instrument", kind]
    expected = 3
    if client.endswith("vxi11"):
        enter_namespace()
        arguments += ["--vxi11", "0", "--portmapper", "111"]
        expected = 5
    sim = subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True)
    try:
        lines = [sim.stdout.readline().split() for _ in range(expected)]
        ports = {name: int(address.split(":")[1]) for name, address in lines}
        clients = {"sigrok": sigrok, "lxi": lxi, "pyvisa": pyvisa, "lxi_vxi11": lxi_vxi11, "pyvisa_vxi11": pyvisa_vxi11}
        clients[client](ports)
    except (Failed, subprocess.TimeoutExpired) as failure:
        print(f"FAIL: {failure}")
        return 1
    finally:
        sim.terminate()
        sim.wait(LIMIT_SECONDS)
    if sim.returncode != 0:
        print(f"FAIL: podium-sim ended with {sim.returncode}")
        return 1
    print(f"PASS: {client}")
    return 0


sys.exit(main())
