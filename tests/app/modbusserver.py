# SPDX-FileCopyrightText: Podium contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A Riden RD6006 made of python3-pymodbus, a peer that nobody here wrote.

Arguments: a TCP port of this machine, or a serial port. Exit 77 without pymodbus.
"""
import sys

try:
    from pymodbus.datastore import ModbusSequentialDataBlock, ModbusServerContext, ModbusSlaveContext
    from pymodbus.server import StartSerialServer, StartTcpServer
    from pymodbus.transaction import ModbusRtuFramer
except ImportError as problem:
    print(f"python3-pymodbus is missing: {problem}", file=sys.stderr)
    sys.exit(77)


class Noted(ModbusSequentialDataBlock):
    """Says what is written into it: "18=[1]"."""

    def setValues(self, address, values):
        super().setValues(address, values)
        print(f"{address}={values}", flush=True)


registers = [0] * 50
registers[0] = 60062  # what it is
registers[10] = 1234  # 12.34 V
registers[14] = 6500
unit = ModbusSlaveContext(hr=Noted(0, registers), zero_mode=True)
context = ModbusServerContext(slaves={1: unit}, single=False)
place = sys.argv[1]
print("ready", flush=True)
if place.isdigit():
    StartTcpServer(context=context, address=("127.0.0.1", int(place)), allow_reuse_address=True)
else:
    StartSerialServer(context=context, framer=ModbusRtuFramer, port=place, baudrate=115200, timeout=0.05)
