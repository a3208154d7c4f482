# SPDX-FileCopyrightText: Podium contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Plants each violation in a small tree and shows that check.py finds it there, and nothing in the clean tree."""
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from check import check

SPDX = "// SPDX-FileCopyrightText: Podium contributors\n// SPDX-License-Identifier: GPL-3.0-or-later\n"
CATALOGUE = '#include "devices/sim/motor.h"\n#include "devices/families/driver.h"\n'
DRIVER = '{ Driver driver;\n    driver.name = QStringLiteral("sim.motor");\n    return driver; }\n'

CLEAN = {
    "engine/tasks/op.h": SPDX + "#pragma once\n#include <QString>\nSleepWait sleep(Duration duration);\n",
    "engine/tasks/op.cpp": SPDX
    + '#include "engine/tasks/op.h"\n// never atof, sleep(1) or QEventLoop\nauto x = "SIGNAL(a())";\n'
    + "auto big = 1'000'000; auto raw = R\"x(qDebug() \" )x\";\nOp f() { co_await sleep(50ms); co_await engine::waitForValue(a); query.exec(); }\n",
    "engine/console/line.cpp": SPDX + '#include "engine/client/client.h"\n#include "engine/record/journal.h"\n',
    "devices/sim/motor.h": SPDX + '#pragma once\n#include "devices/links/link.h"\n#include "engine/model/device.h"\n',
    "devices/sim/motor.cpp": SPDX + "Driver Motor::driver()\n" + DRIVER,
    "ui/mainwindow.cpp": SPDX + '#include "engine/client/client.h"\n#include <QDialog>\nvoid f() { dialog->open(); }\n',
    "app/main.cpp": SPDX + '#include "ui/mainwindow.h"\n#include "main.moc"\nint f() { return application.exec(); }\n',
    "app/drivercatalog.cpp": SPDX + CATALOGUE,
    "tests/devices/tst_drivercontract.cpp": SPDX + 'void f() { QTest::newRow("sim.motor: a simulated motor"); QEventLoop l; }\n',
    "resources/benches/simulated.toml": "\n" * 400,
    "app/run": "#!/bin/bash\n" + SPDX.replace("//", "#"),
}

# (what, rule, file, content or None to remove the file); code gets its SPDX lines and #pragma once from the test.
PLANTED = (
    ("an include that goes up", "include-up", "engine/tasks/a.cpp", '#include "../locks/lock.h"'),
    ("an include that goes up inside", "include-up", "engine/tasks/a.cpp", '#include "engine/tasks/../op.h"'),
    ("an include with its module", "include-qt", "engine/tasks/a.cpp", "#include <QtCore/QString>"),
    ("an indented include with its module", "include-qt", "ui/a.h", "#  include <QtWidgets/QWidget>"),
    ("an include without a root", "include-root", "engine/tasks/a.cpp", '#include "op.h"'),
    ("ui includes devices", "layer", "ui/a.cpp", '#include "devices/sim/motor.h"'),
    ("engine includes ui", "layer", "engine/tasks/a.cpp", '#include "ui/mainwindow.h"'),
    ("engine includes devices in angle brackets", "layer", "engine/tasks/a.cpp", "#include <devices/sim/motor.h>"),
    ("devices include ui", "layer", "devices/sim/a.cpp", '#include "ui/mainwindow.h"'),
    ("devices include app", "layer", "devices/sim/a.cpp", '#include "app/main.h"'),
    ("ui includes tests", "layer", "ui/a.cpp", '#include "tests/support/testmain.h"'),
    ("tasks include locks", "folder", "engine/tasks/a.cpp", '#include "engine/locks/lock.h"'),
    ("locks include model", "folder", "engine/locks/a.cpp", '#include "engine/model/device.h"'),
    ("model includes dispatch", "folder", "engine/model/a.cpp", '#include "engine/dispatch/hub.h"'),
    ("dispatch includes stop", "folder", "engine/dispatch/a.cpp", '#include "engine/stop/stop.h"'),
    ("stop includes dispatch", "folder", "engine/stop/a.cpp", '#include "engine/dispatch/hub.h"'),
    ("stop includes client", "folder", "engine/stop/a.cpp", '#include "engine/client/client.h"'),
    ("client includes scans", "folder", "engine/client/a.cpp", '#include "engine/scans/scan.h"'),
    ("scans include record", "folder", "engine/scans/a.cpp", '#include "engine/record/journal.h"'),
    ("record includes console", "folder", "engine/record/a.cpp", '#include "engine/console/line.h"'),
    ("links include families", "folder", "devices/links/a.cpp", '#include "devices/families/motor.h"'),
    ("families include links", "folder", "devices/families/a.cpp", '#include "devices/links/link.h"'),
    ("scpi includes sim", "folder", "devices/scpi/a.cpp", '#include "devices/sim/motor.h"'),
    ("a sub-folder without edges", "folder", "engine/utilities/a.cpp", ""),
    ("a source beside the sub-folders", "folder", "devices/a.cpp", ""),
    ("a source of 301 lines", "length", "engine/tasks/a.cpp", "\n" * 298),
    ("a script of 301 lines", "length", "cmake/a.cmake", SPDX.replace("//", "#") + "\n" * 299),
    ("waitForFinished", "blocking", "engine/tasks/a.cpp", "void f() { future.waitForFinished(); }"),
    ("waitForReadyRead", "blocking", "devices/links/a.cpp", "void f() { socket.waitForReadyRead(100); }"),
    ("waitForConnected of oneself", "blocking", "devices/links/a.cpp", "void f() { waitForConnected(100); }"),
    ("QThread::sleep", "blocking", "engine/tasks/a.cpp", "void f() { QThread::sleep(1); }"),
    ("QThread::msleep", "blocking", "devices/sim/a.cpp", "void f() { QThread::msleep(1); }"),
    ("sleep of the system", "blocking", "app/a.cpp", "void f() { sleep(1); }"),
    ("sleep_for", "blocking", "engine/tasks/a.cpp", "void f() { std::this_thread::sleep_for(1s); }"),
    ("a blocking connection", "blocking", "ui/a.cpp", "auto kind = Qt::BlockingQueuedConnection;"),
    ("QEventLoop", "blocking", "engine/tasks/a.cpp", "QEventLoop loop;"),
    ("processEvents", "blocking", "ui/a.cpp", "void f() { QApplication::processEvents(); }"),
    ("exec of a dialog", "blocking", "ui/a.cpp", "void f() { dialog.exec(); }"),
    ("exec of a menu", "blocking", "ui/a.cpp", "void f() { menu->exec(point); }"),
    ("exec of a menu, static", "blocking", "ui/a.cpp", "void f() { QMenu::exec(actions, point); }"),
    ("a modal question", "blocking", "app/a.cpp", "void f() { QMessageBox::question(this, a, b); }"),
    ("a modal file dialog", "blocking", "ui/a.cpp", "void f() { QFileDialog::getOpenFileName(this); }"),
    ("an exemption that is not needed", "blocking", "engine/tasks/futurewait.h", ""),
    ("a signal by string", "string-connect", "ui/a.cpp", "void f() { connect(a, SIGNAL(b()), c, d); }"),
    ("a slot by string", "string-connect", "tests/ui/a.cpp", "void f() { connect(a, b, c, SLOT(d())); }"),
    ("atof", "forbidden-word", "devices/scpi/a.cpp", "double f() { return atof(text); }"),
    ("qDebug", "forbidden-word", "engine/tasks/a.cpp", "void f() { qDebug() << 1; }"),
    ("a test as friend", "forbidden-word", "engine/tasks/a.h", "class A { friend class tst_a; };"),
    ("emergencyStop", "forbidden-word", "engine/stop/a.h", "void emergencyStop();"),
    ("onEmergencyStopPressed", "forbidden-word", "ui/a.h", "void onEmergencyStopPressed();"),
    ("a driver without row", "driver-row", "devices/sim/motor.cpp", "D M::driver()\n" + DRIVER.replace("motor", "motors")),
    ("a driver without name", "driver-row", "devices/sim/motor.cpp", "Driver driver;"),
    ("a driver of which nothing is there", "driver-row", "app/drivercatalog.cpp", '#include "devices/tango/motor.h"'),
    ("a driver whose test is gone", "driver-row", "tests/devices/tst_drivercontract.cpp", None),
)


def plant(root, files):
    for path, content in files.items():
        file = Path(root) / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content)


class TestCheck(unittest.TestCase):
    def findings(self, path=None, content=None):
        with tempfile.TemporaryDirectory() as root:
            files = dict(CLEAN)
            if path is not None:
                files[path] = content
            plant(root, {name: text for name, text in files.items() if text is not None})
            return check(root)

    def test_a_clean_tree_has_no_findings(self):
        self.assertEqual([], self.findings())

    def test_each_planted_violation_is_found_and_nothing_else(self):
        for what, rule, path, content in PLANTED:
            with self.subTest(what):
                if content is not None and not path.startswith("cmake/"):
                    content = SPDX + ("#pragma once\n" if path.endswith(".h") else "") + content + "\n"
                findings = self.findings(path, content)
                self.assertEqual({rule}, {finding.rule for finding in findings}, findings)
                where = "app/drivercatalog.cpp" if rule == "driver-row" else path
                self.assertEqual({where}, {finding.path for finding in findings}, findings)

    def test_missing_licence_lines_are_found(self):
        for path, content in (("ui/a.cpp", "int a;\n"), ("app/run", "#!/bin/bash\n"), ("cmake/a.cmake", "set(A 1)\n")):
            with self.subTest(path):
                self.assertEqual([("spdx", path)], [(f.rule, f.path) for f in self.findings(path, content)])

    def test_a_header_without_pragma_once_is_found(self):
        findings = self.findings("ui/a.h", SPDX + "// #pragma once\n")
        self.assertEqual(["pragma-once"], [finding.rule for finding in findings])

    def test_a_finding_names_file_and_line(self):
        findings = self.findings("ui/a.cpp", SPDX + "/* two\nlines */\nQEventLoop loop;\n")
        self.assertTrue(str(findings[0]).startswith("ui/a.cpp:5: [blocking] QEventLoop"), findings)

    def test_the_program_fails_on_a_finding_and_on_an_empty_root(self):
        program = [sys.executable, str(Path(__file__).parent / "check.py")]
        with tempfile.TemporaryDirectory() as root:
            self.assertEqual(2, subprocess.run([*program, root], capture_output=True).returncode)
            plant(root, CLEAN)
            self.assertEqual(0, subprocess.run([*program, root], capture_output=True).returncode)
            plant(root, {"ui/a.cpp": SPDX + "QEventLoop loop;\n"})
            self.assertEqual(1, subprocess.run([*program, root], capture_output=True).returncode)


if __name__ == "__main__":
    unittest.main()
