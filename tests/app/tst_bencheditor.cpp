// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/benchdesk.h"
#include "tests/support/modbusserver.h"
#include "tests/support/simprocess.h"
#include "tests/support/testmain.h"
#include "ui/bench/bencheditor.h"
#include "ui/bench/benchform.h"
#include "ui/editors/inlinemessage.h"

#include <QAction>
#include <QComboBox>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTcpServer>
#include <QTcpSocket>

#include <algorithm>

using namespace podium;
using podium::tests::SimProcess;
using Desk = podium::tests::BenchDesk;

namespace
{
const QByteArray text = "# Our bench\nname = \"Edited\"\n\n# the long one\n[[device]]\nid = \"x\" # short\ndriver = \"sim.axis\"\n\n"
                        "[[interlock]]\nrefuse = \"x.home\"\nunless = \"x.position < 20 mm\"\nreason = \"Too far.\"\n";
const auto x = QStringLiteral("x");
} // namespace

/// A person edits the bench in the window; the file keeps what it does not mean, and the running bench takes it.
class TestBenchEditor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aDeviceIsAddedByTheForm();
    void aChangeIsShownBeforeItIsSaved();
    void whatIsWrongStandsAtItsField();
    void devicesAreDuplicatedAndRemoved();
    void aFileThatSomebodyElseChangedIsNotOverwritten();
    void testAndProbeSayWhoAnswers();
    void aProbeSaysWhatItsCommandSays();
    void aModbusUnitIsTested();
};

void TestBenchEditor::aDeviceIsAddedByTheForm()
{
    Desk desk(text);
    EVENTUALLY(desk.editor().isVisible());
    QCOMPARE(desk.editor().devices().count(), 1);
    desk.press("&Add");
    desk.chooseKind(QStringLiteral("sim.heater"));
    desk.type("id", QStringLiteral("oven"));
    desk.type("title", QStringLiteral("Oven \"A\""));
    EVENTUALLY(desk.saveButton().isEnabled());
    QTest::mouseClick(&desk.saveButton(), Qt::LeftButton);
    EVENTUALLY(desk.devices() == QStringList({x, QStringLiteral("oven")}));
    QVERIFY(desk.content().startsWith(text.left(text.indexOf("[[interlock]]"))));
    QVERIFY2(desk.content().contains("\n[[device]]\nid = \"oven\"\ndriver = \"sim.heater\"\ntitle = \"Oven \\\"A\\\"\"\n"), desk.content().constData());
    QVERIFY(desk.content().endsWith(text.mid(text.indexOf("[[interlock]]"))));
    QVERIFY(!desk.editor().isChanged());
}

void TestBenchEditor::aChangeIsShownBeforeItIsSaved()
{
    Desk desk(text);
    desk.type("settings.high", QStringLiteral("40 mm"));
    QCOMPARE(desk.content(), text); // nothing before Save
    const auto difference = desk.editor().difference().toPlainText();
    QVERIFY2(difference.contains(QStringLiteral("+ settings = { high = \"40 mm\" }")), qPrintable(difference));
    QVERIFY(!difference.contains(QStringLiteral("- ")));
    EVENTUALLY(desk.saveButton().isEnabled());
    desk.press("Dis&card");
    QVERIFY(!desk.editor().isChanged());
    QVERIFY(desk.editor().difference().toPlainText().isEmpty());
    QVERIFY(!desk.saveButton().isEnabled());
    QVERIFY(desk.saveButton().toolTip().contains(QStringLiteral("Nothing is changed.")));
}

void TestBenchEditor::whatIsWrongStandsAtItsField()
{
    Desk desk(text);
    desk.type("id", QStringLiteral("x y"));
    EVENTUALLY(desk.form().problem(QStringLiteral("id")).contains(QStringLiteral("no device id")));
    desk.type("id", x);
    EVENTUALLY(desk.form().problem(QStringLiteral("id")).isEmpty());
    desk.type("settings.high", QStringLiteral("2 kg"));
    EVENTUALLY(desk.form().problem(QStringLiteral("settings.high")).contains(QStringLiteral("kg")));
    QVERIFY(!desk.saveButton().isEnabled());
    QVERIFY(desk.saveButton().toolTip().contains(QStringLiteral("kg")));
    desk.type("settings.high", {});
    EVENTUALLY(desk.form().problem(QStringLiteral("settings.high")).isEmpty());
    QVERIFY(!desk.editor().isChanged());
    desk.chooseKind(QStringLiteral("agilent-34401a"));
    EVENTUALLY(desk.form().problem(QStringLiteral("address")).contains(QStringLiteral("where the instrument is")));
}

void TestBenchEditor::devicesAreDuplicatedAndRemoved()
{
    Desk desk(text);
    desk.press("D&uplicate");
    QCOMPARE(desk.editor().devices().currentRow(), 1);
    QCOMPARE(desk.form().draft().id, QStringLiteral("x2"));
    EVENTUALLY(desk.saveButton().isEnabled());
    QTest::mouseClick(&desk.saveButton(), Qt::LeftButton);
    EVENTUALLY(desk.devices() == QStringList({x, QStringLiteral("x2")}));
    QVERIFY(desk.content().contains("id = \"x2\" # short\n"));
    desk.press("&Remove");
    EVENTUALLY(desk.saveButton().isEnabled());
    QTest::mouseClick(&desk.saveButton(), Qt::LeftButton);
    EVENTUALLY(desk.devices() == QStringList{x});
    QCOMPARE(desk.content(), text);
}

void TestBenchEditor::aFileThatSomebodyElseChangedIsNotOverwritten()
{
    Desk desk(text);
    desk.type("title", QStringLiteral("X"));
    EVENTUALLY(desk.saveButton().isEnabled());
    const auto other = text + "# by another hand\n";
    desk.write(other);
    QTest::mouseClick(&desk.saveButton(), Qt::LeftButton);
    QVERIFY(desk.editor().message().text().contains(QStringLiteral("changed by somebody else")));
    QCOMPARE(desk.content(), other);
    QVERIFY(desk.editor().isChanged());
}

void TestBenchEditor::testAndProbeSayWhoAnswers()
{
    SimProcess rack({QStringLiteral("--instrument"), QStringLiteral("meter")});
    QVERIFY2(rack.error().isEmpty(), qPrintable(rack.error()));
    const auto address = QStringLiteral("tcp://127.0.0.1:%1").arg(rack.port("meter"));
    Desk desk(text);
    desk.press("&Add");
    desk.chooseKind(QStringLiteral("hp-6632b"));
    desk.type("address", address);
    desk.press("&Test");
    EVENTUALLY(desk.editor().message().text().contains(QStringLiteral("No good answer")));
    desk.press("&Probe");
    EVENTUALLY(desk.form().draft().kind == QStringLiteral("agilent-34401a"));
    desk.press("&Test");
    EVENTUALLY(desk.editor().message().text().contains(QStringLiteral("answers as")));
    for (const auto &line : rack.log()) // questions, and nothing else
        QVERIFY2(line.direction != '<' || line.text.contains('?'), line.text.constData());
}

void TestBenchEditor::aProbeSaysWhatItsCommandSays()
{
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    connect(&server, &QTcpServer::newConnection, this, [&server] {
        auto *peer = server.nextPendingConnection();
        connect(peer, &QTcpSocket::readyRead, peer, [peer] { peer->write(peer->readAll().startsWith("*IDN?") ? "FROSTY,C100,42,1.3\n" : "1\n"); });
    });
    Desk desk(text);
    desk.press("&Add");
    desk.chooseKind(QStringLiteral("hp-6632b"));
    desk.type("address", QStringLiteral("tcp://127.0.0.1:%1").arg(server.serverPort()));
    desk.press("&Probe");
    EVENTUALLY(desk.editor().message().text().contains(QStringLiteral("answers to *IDN? with \"FROSTY,C100,42,1.3\", which no instrument file fits")));
    QCOMPARE(desk.form().draft().kind, QStringLiteral("hp-6632b"));
    desk.type("address", QStringLiteral("modbus+tcp://127.0.0.1:502?unit=1"));
    desk.press("&Probe");
    EVENTUALLY(desk.editor().message().text().startsWith(QStringLiteral("Registers do not say whose they are")));
}

void TestBenchEditor::aModbusUnitIsTested()
{
    tests::ModbusServer server;
    Desk desk(text);
    desk.press("&Add");
    desk.chooseKind(QStringLiteral("riden-rd6006"));
    desk.type("address", QStringLiteral("modbus+tcp://127.0.0.1:%1?unit=1").arg(server.port()));
    server.slave.holding[0] = 12345;
    desk.press("&Test");
    EVENTUALLY(desk.editor().message().text().contains(QStringLiteral("No good answer")));
    QVERIFY2(desk.editor().message().text().contains(QStringLiteral("which does not match")), qPrintable(desk.editor().message().text()));
    server.slave.holding[0] = 60062;
    desk.press("&Test");
    EVENTUALLY(desk.editor().message().text().contains(QStringLiteral("answers as \"60062\"")));
    desk.type("address", QStringLiteral("tcp://127.0.0.1:502"));
    desk.press("&Test");
    EVENTUALLY(desk.editor().message().text().contains(QStringLiteral("it is no Modbus address")));
    QVERIFY(std::none_of(server.slave.requests.begin(), server.slave.requests.end(), [](const QByteArray &pdu) { return pdu.at(0) > 4; }));
}

PODIUM_TEST_MAIN(TestBenchEditor)
#include "tst_bencheditor.moc"
