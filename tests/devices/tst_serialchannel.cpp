// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/links/messagelink.h"
#include "devices/links/serialchannel.h"
#include "engine/tasks/operation.h"
#include "tests/support/ptyport.h"
#include "tests/support/testmain.h"

#include <QFile>
#include <QFileInfo>
#include <QScopeGuard>
#include <QSignalSpy>
#include <QTemporaryDir>

#include <sys/file.h>
#include <sys/ioctl.h>

using namespace podium;
using namespace std::chrono_literals;
using devices::LinkState;
using devices::MessageClass;
using devices::MessageLink;
using devices::SerialAddress;
using devices::SerialChannel;
using devices::SerialPortEntry;
using tests::PtyPort;

namespace
{
constexpr auto patience = 20000; // ms; machines may be slow

devices::LinkPolicy policy()
{
    devices::LinkPolicy policy;
    policy.identify = "*IDN?";
    policy.identity = QRegularExpression(QStringLiteral("^ACME,"));
    policy.longestDelay = 100ms;
    policy.replyLimit = 5s;
    policy.heartbeat = {};
    return policy;
}
} // namespace

class SerialChannelTest : public QObject
{
    Q_OBJECT

    engine::Engine m_engine;

    std::unique_ptr<MessageLink> link(const QString &address, const devices::LinkPolicy &how = policy())
    {
        return std::make_unique<MessageLink>(m_engine, QStringLiteral("psu"),
                                             std::make_unique<SerialChannel>(SerialAddress::parse(address)), how);
    }
    QByteArray ask(MessageLink &psu, const QByteArray &message)
    {
        const auto task = m_engine.run(QString::fromLatin1(message), psu.query(message));
        if (!QTest::qWaitFor([&] { return task.isFinished(); }, patience) || task.info().outcome != engine::Outcome::Succeeded)
            return "no answer";
        return task.result();
    }
    /// Why a link to this address does not come up.
    QString whyNot(const QString &address)
    {
        const auto psu = link(address);
        psu->open();
        if (!QTest::qWaitFor([&] { return psu->state() == LinkState::Backoff; }, patience))
            return QStringLiteral("it is up");
        return psu->why();
    }

private Q_SLOTS:
    void linkTalksOverAPort()
    {
        PtyPort port;
        const auto psu = link(port.address());
        psu->open();
        QTRY_COMPARE_WITH_TIMEOUT(psu->state(), LinkState::Up, patience);
        for (int i = 0; i < 100; ++i) {
            const auto name = "VALUE" + QByteArray::number(i);
            QCOMPARE(ask(*psu, name + '?'), name);
        }
        port.handler = [&port](const QByteArray &) {
            for (const char byte : {'1', '2', '\r', '\n'})
                port.send(QByteArray(1, byte));
        };
        QCOMPARE(ask(*psu, "A?"), QByteArray("12"));
    }

    void lineIsSetUpAsTheAddressSaysAndStaysSo()
    {
        PtyPort port;
        auto psu = link(port.address() + QStringLiteral("?baud=19200&stop=2&flow=hardware"));
        psu->open();
        QTRY_COMPARE_WITH_TIMEOUT(psu->state(), LinkState::Up, patience);
        auto line = port.line();
        QCOMPARE(::cfgetospeed(&line), speed_t(B19200));
        QVERIFY((line.c_cflag & CSTOPB) && (line.c_cflag & CRTSCTS) && !(line.c_lflag & (ICANON | ECHO)));
        psu->close();
        line = port.line(); // what was written last would leave at another speed otherwise
        QCOMPARE(::cfgetospeed(&line), speed_t(B19200));
        QVERIFY2(!(line.c_cflag & HUPCL), "the next opening would reset a board that watches DTR");
    }

    void stopIsOnTheWireWhenTheCallReturns()
    {
        PtyPort port;
        const auto psu = link(port.address());
        psu->open();
        QTRY_COMPARE_WITH_TIMEOUT(psu->state(), LinkState::Up, patience);
        port.handler = [](const QByteArray &) {};
        const auto pending = m_engine.run(QStringLiteral("q"), psu->query("SLOW?", MessageClass::Read, 60s));
        QTRY_COMPARE_WITH_TIMEOUT(port.messages().last(), QByteArray("SLOW?"), patience);
        QVERIFY(psu->urgentNow("ABORT", 0, [](const devices::ExchangeResult &) {}));
        QCOMPARE(port.messages().last(), QByteArray("ABORT")); // no event loop has run in between
        pending.cancel();
        QTRY_VERIFY_WITH_TIMEOUT(pending.isFinished(), patience);
    }

    void ordinaryMessagesWaitUntilALongOneHasLeft()
    {
        PtyPort port;
        SerialChannel channel(SerialAddress::parse(port.address() + QStringLiteral("?baud=4000000")));
        bool isOpen = false;
        int drained = 0;
        channel.opened = [&] { isOpen = true; };
        channel.drained = [&] { ++drained; };
        channel.received = [](QByteArrayView) {};
        channel.open();
        QTRY_VERIFY_WITH_TIMEOUT(isOpen, patience);
        channel.send("short\n");
        QVERIFY(channel.isDrained());
        const QByteArray wave(qsizetype(256) * 1024, 'w');
        port.handler = [](const QByteArray &) {};
        channel.send(wave);
        channel.send("\n");
        QVERIFY(!channel.isDrained());
        QCOMPARE(drained, 0);
        QTRY_VERIFY_WITH_TIMEOUT(drained == 1, patience);
        QVERIFY(channel.isDrained());
        QTRY_COMPARE_WITH_TIMEOUT(port.messages().last().size(), wave.size(), patience);
    }

    void portThatCannotBeUsedSaysWhyAndWhatThereIs()
    {
        const auto missing = whyNot(QStringLiteral("serial:///dev/ttyNOTTHERE0"));
        QVERIFY2(missing.contains(QStringLiteral("there is no port /dev/ttyNOTTHERE0; the")), qPrintable(missing));
        const auto file = whyNot(QStringLiteral("serial:///dev/null"));
        QVERIFY2(file.contains(QStringLiteral("/dev/null is no serial port")), qPrintable(file));
        const auto adapter = whyNot(QStringLiteral("serial://usb:ffff:ffff:NONE"));
        QVERIFY2(adapter.contains(QStringLiteral("no adapter usb:ffff:ffff:NONE is plugged in; the")), qPrintable(adapter));
    }

    void portWithoutPermissionNamesTheGroup()
    {
        if (::geteuid() != 0)
            QSKIP("Only root can become somebody who may not.");
        PtyPort port;
        constexpr uid_t nobody = 65534;
        QCOMPARE(::seteuid(nobody), 0);
        const auto back = qScopeGuard([] { ::seteuid(0); });
        const auto why = whyNot(port.address());
        QVERIFY2(why.contains(QStringLiteral("you may not use ") + port.path()), qPrintable(why));
    }

    void portOfAnotherProgramIsNotDisturbed_data()
    {
        QTest::addColumn<QString>("how");
        QTest::newRow("it has locked the file") << "flock";
        QTest::newRow("it has asked for exclusive use") << "exclusive";
        QTest::newRow("it has written a lock file") << "file";
    }
    void portOfAnotherProgramIsNotDisturbed()
    {
        QFETCH(QString, how);
        PtyPort port;
        const auto lockFile = QStringLiteral("/var/lock/LCK..pts_") + QFileInfo(port.path()).fileName();
        const auto tidy = qScopeGuard([&] { QFile::remove(lockFile); });
        const int other = ::open(QFile::encodeName(port.path()).constData(), O_RDWR | O_NOCTTY | O_CLOEXEC);
        const auto shut = qScopeGuard([other] { ::close(other); });
        termios line{};
        ::tcgetattr(other, &line);
        line.c_lflag |= ICANON;
        ::cfsetspeed(&line, B1200);
        ::tcsetattr(other, TCSANOW, &line);
        QString who = QStringLiteral("another program has ") + port.path();
        if (how == QLatin1String("flock")) {
            QCOMPARE(::flock(other, LOCK_EX | LOCK_NB), 0);
        } else if (how == QLatin1String("exclusive")) {
            QCOMPARE(::ioctl(other, TIOCEXCL), 0);
        } else {
            QFile file(lockFile);
            if (!file.open(QIODevice::WriteOnly))
                QSKIP("Lock files cannot be written here.");
            file.write(QByteArray::number(::getppid()).rightJustified(10) + "\n");
            who = QStringLiteral(", process %1) has %2; close it there").arg(QString::number(::getppid()), port.path());
        }
        const auto before = port.line();
        const auto why = whyNot(port.address());
        QVERIFY2(why.contains(who), qPrintable(why));
        const auto after = port.line();
        QCOMPARE(QByteArray::fromRawData(reinterpret_cast<const char *>(&after), sizeof after),
                 QByteArray::fromRawData(reinterpret_cast<const char *>(&before), sizeof before));
        QVERIFY(port.messages().isEmpty());
    }

    void twoDevicesOnOnePortAreToldToShareIt()
    {
        PtyPort port;
        const auto psu = link(port.address());
        psu->open();
        QTRY_COMPARE_WITH_TIMEOUT(psu->state(), LinkState::Up, patience);
        const auto why = whyNot(port.address() + QStringLiteral("?baud=1200"));
        QVERIFY2(why.contains(port.path() + QStringLiteral(" is in use already as ") + port.address() + QStringLiteral("?baud=9600;")),
                 qPrintable(why));
        QCOMPARE(ask(*psu, "A?"), QByteArray("A"));
    }

    void pulledAdapterIsShownAndFoundAgainUnderAnotherNumber()
    {
        auto port = std::make_unique<PtyPort>();
        const auto other = std::make_unique<PtyPort>();
        std::vector<SerialPortEntry> ports{{port->path(), {}, {{0x0403, 0x6001, QStringLiteral("A1")}}}};
        MessageLink psu(m_engine, QStringLiteral("psu"),
                        std::make_unique<SerialChannel>(SerialAddress::parse(QStringLiteral("serial://usb:0403:6001:A1")),
                                                        [&ports] { return ports; }),
                        policy());
        psu.open();
        QTRY_COMPARE_WITH_TIMEOUT(psu.state(), LinkState::Up, patience);
        const auto path = port->path();
        ports.clear();
        port.reset();
        QTRY_COMPARE_WITH_TIMEOUT(psu.state(), LinkState::Backoff, patience);
        QTRY_VERIFY_WITH_TIMEOUT(psu.why().contains(QStringLiteral("no adapter usb:0403:6001:A1 is plugged in")), patience);
        QVERIFY(!psu.urgentNow("ABORT", 0, [](const devices::ExchangeResult &) {}));
        ports.push_back({other->path(), {}, {{0x0403, 0x6001, QStringLiteral("A1")}}});
        QTRY_COMPARE_WITH_TIMEOUT(psu.state(), LinkState::Up, patience);
        QVERIFY(other->path() != path);
        // At the opening, and once more ahead of the question who it is, for what is sent first may be lost.
        QCOMPARE(other->messages().mid(0, 3), (QByteArrayList{"ABORT", "ABORT", "*IDN?"}));
        QCOMPARE(ask(psu, "A?"), QByteArray("A"));
    }

    void answerFromBeforeIsDiscardedWhenThePortIsOpenedAnew()
    {
        PtyPort port;
        const auto psu = link(port.address());
        psu->open();
        QTRY_COMPARE_WITH_TIMEOUT(psu->state(), LinkState::Up, patience);
        port.handler = [](const QByteArray &) {};
        const auto lost = m_engine.run(QStringLiteral("q"), psu->query("OLD?"));
        QTRY_COMPARE_WITH_TIMEOUT(port.messages().last(), QByteArray("OLD?"), patience);
        psu->close();
        QTRY_VERIFY_WITH_TIMEOUT(lost.isFinished(), patience);
        lost.record()->observe();
        port.handler = [&port](const QByteArray &message) {
            port.send(message == "*IDN?" ? "ACME,PSU,1\n" : message.chopped(1) + "\n");
        };
        port.send("OLD\n"); // nobody has the port open: it lies ready in the system
        psu->open();
        const auto next = m_engine.run(QStringLiteral("q"), psu->query("NEW?"));
        QTRY_VERIFY_WITH_TIMEOUT(next.isFinished(), patience);
        QCOMPARE(next.result(), devices::Reply("NEW"));
        QCOMPARE(psu->counters().late, 1u);
    }

    void nothingIsToldInsideACallNorAfterClose()
    {
        PtyPort port;
        SerialChannel channel(SerialAddress::parse(port.address()));
        int told = 0;
        channel.opened = [&] { ++told; };
        channel.closed = [&](const QString &) { ++told; };
        channel.received = [&](QByteArrayView) { ++told; };
        channel.drained = [&] { ++told; };
        for (int i = 0; i < 200; ++i) {
            const auto before = told;
            channel.open();
            QCOMPARE(told, before);
            if (i % 3 == 0)
                QCoreApplication::processEvents();
            port.send("noise\n");
            channel.send("A?\n");
            if (i % 5 == 0)
                QCoreApplication::processEvents();
            const auto now = told;
            channel.close();
            if (i % 7 == 0)
                QCoreApplication::processEvents();
            QCOMPARE(told, now);
        }
    }
};

PODIUM_TEST_MAIN(SerialChannelTest)
#include "tst_serialchannel.moc"
