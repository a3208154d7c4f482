// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/statefolder.h"
#include "app/windowsession.h"
#include "tests/app/eventually.h"
#include "tests/support/simprocess.h"
#include "tests/support/testmain.h"
#include "ui/editors/setpointeditor.h"
#include "ui/errors/errormodel.h"
#include "ui/panels/devicepanel.h"
#include "ui/panels/panelarea.h"
#include "ui/panels/parameterrow.h"

#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>

using namespace podium;
using namespace podium::engine;
using podium::tests::SimClient;
using podium::tests::SimProcess;

namespace
{
const QByteArray head = "# Our bench\nname = \"Live\"\n";

QByteArray axis(const QByteArray &id, const QByteArray &more = {})
{
    return "[[device]]\nid = \"" + id + "\"\ndriver = \"sim.axis\"\n" + more;
}

/// The program's window on a bench file that changes.
struct Desk {
    explicit Desk(const QByteArray &text) : state(folder.filePath(QStringLiteral("state")))
    {
        write(text);
        session.emplace(file(), state, false);
        session->window().resize(1280, 800);
        session->window().show();
        QVERIFY(QTest::qWaitForWindowActive(&session->window(), 20000));
    }
    QString file() const { return folder.filePath(QStringLiteral("bench.toml")); }
    void write(const QByteArray &text) const
    {
        QFile out(file());
        QVERIFY(out.open(QIODevice::WriteOnly) && out.write(text) == text.size());
    }
    void press(int key) { QTest::keyClick(&session->window(), Qt::Key(key)); }
    QStringList devices() const
    {
        QStringList ids;
        for (const auto &device : session->client().bench()->devices)
            ids << device.id;
        return ids;
    }
    /// Writes the file, presses F5 and waits for what comes of it.
    void take(const QByteArray &text, const QStringList &wanted)
    {
        QSignalSpy applied(&session->bench(), &ui::BenchService::applied);
        write(text);
        press(Qt::Key_F5);
        QVERIFY(QTest::qWaitFor([&] { return applied.size() == 1 || question(); }, 60000)); // it makes half the window anew
        QVERIFY2(!question(), question() ? qPrintable(question()->informativeText()) : "");
        QCOMPARE(devices(), wanted);
    }
    ui::ParameterRow *row(const QString &device) { return session->window().panels().panel(device)->rows().front(); }
    QLineEdit &field(const QString &device) { return *qobject_cast<QLineEdit *>(row(device)->editor()->field()); }
    bool isReady(const QString &device) { return row(device)->editor()->blocked().isEmpty(); }
    /// What the engine says of a device: the readback of its position, NaN if it is not there.
    double position(const QString &device) const
    {
        const auto task = session->client().read({device, QStringLiteral("position")});
        const bool ended = QTest::qWaitFor([&] { return task.isFinished(); }, 20000);
        return ended && task.info().succeeded() ? std::get<Quantity>(task.result()).value() : qQNaN();
    }
    QMessageBox *question() { return session->window().findChild<QMessageBox *>(); }
    void answer(const char *text)
    {
        EVENTUALLY(question());
        for (auto *button : question()->buttons())
            if (button->text() == QLatin1String(text))
                QTest::mouseClick(button, Qt::LeftButton);
    }

    QTemporaryDir folder;
    app::StateFolder state;
    std::optional<app::WindowSession> session;
};
const auto x = QStringLiteral("x");
const auto y = QStringLiteral("y");
} // namespace

/// The bench of a running program is changed in its file.
class TestLiveBench : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsNotChangedGoesOn();
    void anInterlockRecoversWhenItsOperandComesBack();
    void aFileWithAnErrorChangesNothing();
    void aDeviceAtWorkIsAskedFor_data();
    void aDeviceAtWorkIsAskedFor();
    void aRackKeepsItsConnection();
};

void TestLiveBench::whatIsNotChangedGoesOn()
{
    Desk desk(head + axis("x") + axis("y"));
    EVENTUALLY(desk.isReady(x) && desk.isReady(y)); // a field of a device that is not there takes no text
    const auto move = desk.session->client().move({x, QStringLiteral("position")}, Quantity(20, Unit::parse(QStringLiteral("mm"))), MoveKind::Absolute);
    auto &field = desk.field(y);
    auto *panel = desk.session->window().panels().panel(y);
    field.setFocus();
    field.selectAll();
    QTest::keyClicks(&field, QStringLiteral("3.5"));
    desk.take(head + axis("x") + axis("y") + axis("z", "title = \"New\"\n"), {x, y, QStringLiteral("z")});
    QVERIFY(!move.info().isFinished() || move.info().succeeded()); // nobody has cancelled it
    QCOMPARE(desk.session->window().panels().panel(y), panel);
    QVERIFY(field.hasFocus());
    QVERIFY(field.text().startsWith(QStringLiteral("3.5")));
    QVERIFY(desk.position(QStringLiteral("z")) == 0);
    EVENTUALLY(move.info().succeeded());
    desk.take(head + axis("x") + axis("y", "limits = { position = [\"0 mm\", \"5 mm\"] }\n"), {x, y});
    QVERIFY(desk.session->window().panels().panel(y) != panel); // it is another device
    QVERIFY(qAbs(desk.position(x) - 20) < 0.01);
    QVERIFY(qIsNaN(desk.position(QStringLiteral("z"))));
}

void TestLiveBench::anInterlockRecoversWhenItsOperandComesBack()
{
    const QByteArray rule = "[[interlock]]\nrefuse = \"x.position\"\nunless = \"y.position < 5 mm\"\nreason = \"They would touch.\"\n";
    Desk desk(head + axis("x") + axis("y") + rule);
    EVENTUALLY(desk.isReady(x));
    const auto move = [&desk](double to) {
        const auto task = desk.session->client().move({x, QStringLiteral("position")}, Quantity(to, Unit::parse(QStringLiteral("mm"))), MoveKind::Absolute);
        if (!QTest::qWaitFor([&] { return task.isFinished(); }, 20000))
            QTest::qFail("the move does not end", __FILE__, __LINE__);
        task.finally(&desk.session->window(), [](const TaskInfo &) {});
        return task.info();
    };
    EVENTUALLY(qIsFinite(desk.position(y)));
    EVENTUALLY(move(1).succeeded());
    QSignalSpy refused(&desk.session->bench(), &ui::BenchService::refused);
    desk.write(head + axis("x") + rule);
    desk.press(Qt::Key_F5);
    QCOMPARE(refused.size(), 1); // it names what is not there
    desk.take(head + axis("x"), {x});
    QVERIFY(move(2).succeeded());
    desk.take(head + axis("x") + axis("y") + rule, {x, y});
    EVENTUALLY(qIsFinite(desk.position(y)));
    EVENTUALLY(move(3).succeeded());
}

void TestLiveBench::aFileWithAnErrorChangesNothing()
{
    const auto good = head + axis("x");
    Desk desk(good);
    EVENTUALLY(desk.isReady(x));
    QSignalSpy refused(&desk.session->bench(), &ui::BenchService::refused);
    const auto *errors = desk.session->window().findChild<ui::ErrorModel *>();
    const auto before = errors->open();
    desk.write(head + axis("x", "titel = \"X\"\n") + axis("y"));
    desk.press(Qt::Key_F5);
    QCOMPARE(refused.size(), 1);
    QCOMPARE(desk.devices(), QStringList{x});
    QCOMPARE(errors->open(), before + 1);
    const auto text = errors->at(errors->rowCount() - 1).text;
    QVERIFY2(text.contains(QStringLiteral("line 6")) && text.contains(QStringLiteral("titel")), qPrintable(text));
    QVERIFY(!desk.question());
    QFile copy(desk.session->bench().lastGood().path());
    QVERIFY(text.contains(copy.fileName()));
    QVERIFY(copy.open(QIODevice::ReadOnly));
    QCOMPARE(copy.readAll(), good);
    QVERIFY(QFile::remove(desk.file()));
    desk.press(Qt::Key_F5);
    QCOMPARE(refused.size(), 2);
    QCOMPARE(desk.devices(), QStringList{x});
}

void TestLiveBench::aDeviceAtWorkIsAskedFor_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<bool>("changes");
    QTest::newRow("stopped, it is changed") << QByteArray("Stop them and change") << true;
    QTest::newRow("waited for, it is changed at the end of the motion") << QByteArray("Wait until they are free") << true;
    QTest::newRow("left alone, it goes on") << QByteArray("Leave the bench as it is") << false;
}

void TestLiveBench::aDeviceAtWorkIsAskedFor()
{
    QFETCH(QByteArray, answer);
    QFETCH(bool, changes);
    Desk desk(head + axis("x") + axis("y"));
    EVENTUALLY(desk.isReady(y));
    QSignalSpy applied(&desk.session->bench(), &ui::BenchService::applied);
    const auto move = desk.session->client().move({y, QStringLiteral("position")}, Quantity(20, Unit::parse(QStringLiteral("mm"))), MoveKind::Absolute);
    move.finally(&desk.session->window(), [](const TaskInfo &) {});
    EVENTUALLY(move.info().state == TaskState::Running);
    desk.write(head + axis("x"));
    desk.press(Qt::Key_F5);
    EVENTUALLY(desk.question());
    QVERIFY2(desk.question()->informativeText().contains(QStringLiteral("task %1").arg(move.id())), qPrintable(desk.question()->informativeText()));
    QCOMPARE(desk.devices(), (QStringList{x, y}));
    desk.answer(answer.constData());
    EVENTUALLY(move.isFinished());
    if (changes)
        EVENTUALLY(applied.size() == 1);
    QCOMPARE(move.info().succeeded(), !answer.startsWith("Stop"));
    QCOMPARE(desk.devices(), changes ? QStringList{x} : (QStringList{x, y}));
}

void TestLiveBench::aRackKeepsItsConnection()
{
    SimProcess rack({QStringLiteral("--instrument"), QStringLiteral("motion")});
    QVERIFY2(rack.error().isEmpty(), qPrintable(rack.error()));
    const auto port = QByteArray::number(rack.port("motion"));
    const auto wired = [&port](const QByteArray &name) {
        return "[[device]]\nid = \"" + name + "\"\ninstrument = \"podium-mc3\"\naddress = \"tcp://127.0.0.1:" + port + "\"\nsettings = { axis = \"" + name + "\" }\n";
    };
    Desk desk(head + wired("x") + wired("y"));
    EVENTUALLY(desk.isReady(x) && desk.isReady(y));
    desk.take(head + wired("y"), {y});
    EVENTUALLY(desk.position(y) == 0);
    desk.take(head + wired("x") + wired("y"), {x, y}); // over the link that y has kept
    EVENTUALLY(desk.isReady(x));
    EVENTUALLY(desk.position(x) == 0);
    for (const auto &line : rack.log())
        QCOMPARE(line.connection, rack.log().front().connection);
}

PODIUM_TEST_MAIN(TestLiveBench)
#include "tst_livebench.moc"
