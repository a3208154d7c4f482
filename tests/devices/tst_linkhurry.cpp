// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/modbusfixture.h"
#include "tests/support/testmain.h"

using namespace podium;
using namespace std::chrono_literals;
using devices::LinkState;
using tests::LinkFixture;
using tests::ModbusFixture;
using tests::ScriptedChannel;

namespace
{
/// A link whose peer has been away for so long that the pauses between the attempts are at their longest.
struct Away {
    ScriptedChannel *channel;
    std::function<void(std::chrono::milliseconds)> advance;
    std::function<void()> stop;
    std::function<QByteArray()> first; ///< of what was sent since
    std::function<QString()> why;
};

QByteArray modbusStop() { return devices::modbus::writeRegister(18, 0); }
} // namespace

/// A stop that is pressed while a link is down does not wait out a long backoff.
class LinkHurryTest : public QObject
{
    Q_OBJECT

private:
    static void links()
    {
        QTest::addColumn<QByteArray>("kind");
        for (const char *kind : {"messages", "messages over a serial line", "modbus+tcp://h:502?unit=1", "modbus+rtu:///dev/x?unit=1&baud=9600"})
            QTest::newRow(kind) << QByteArray(kind);
    }
    /// Calls the function with the link that the row names.
    static void with(const QByteArray &kind, const std::function<void(const Away &)> &function)
    {
        if (kind.startsWith("modbus")) {
            ModbusFixture f(kind.constData());
            auto &unit = f.up();
            f.channel->peer = ScriptedChannel::Peer::Refuses;
            f.channel->hangUp(QStringLiteral("pulled"));
            f.advance(60s);
            const auto sent = f.channel->sent.size();
            function({f.channel, [&](auto by) { f.advance(by); }, [&] { unit.urgentNow(modbusStop(), [](const auto &) {}); },
                      [&] { return f.sent().value(static_cast<qsizetype>(sent)).mid(1) == modbusStop() ? "stop" : "no stop"; },
                      [&] { return unit.why(); }});
        } else {
            LinkFixture f(LinkFixture::known(), !kind.contains("serial"));
            f.comeUp();
            f.channel->peer = ScriptedChannel::Peer::Refuses;
            f.channel->hangUp(QStringLiteral("pulled"));
            f.advance(60s);
            const auto sent = f.channel->messages().size();
            function({f.channel, [&](auto by) { f.advance(by); }, [&] { f.link->urgentNow("STOP", 0, [](const auto &) {}); },
                      [&] { return f.channel->messages().value(sent) == "STOP" ? "stop" : "no stop"; }, [&] { return f.link->why(); }});
        }
    }

private Q_SLOTS:
    void aStopLeavesWithinAQuarterOfASecondOfTheReturn_data() { links(); }
    void aStopLeavesWithinAQuarterOfASecondOfTheReturn()
    {
        QFETCH(QByteArray, kind);
        with(kind, [](const Away &away) {
            away.stop();
            away.advance(30s); // however long it stays out
            const auto sent = away.channel->sent.size();
            away.channel->peer = ScriptedChannel::Peer::Accepts;
            away.advance(251ms);
            QVERIFY(away.channel->sent.size() > sent);
            QCOMPARE(away.first(), QByteArray("stop"));
        });
    }

    void aBackoffThatHasBegunIsCutShort_data() { links(); }
    void aBackoffThatHasBegunIsCutShort()
    {
        QFETCH(QByteArray, kind);
        with(kind, [](const Away &away) {
            const auto attempts = away.channel->attempts;
            for (int i = 0; i < 5000 && away.channel->attempts == attempts; ++i)
                away.advance(1ms); // the next pause has just begun
            away.channel->peer = ScriptedChannel::Peer::Accepts;
            away.stop();
            QVERIFY2(away.why().endsWith(QLatin1String("next attempt in 0.25 s")), qPrintable(away.why()));
            away.advance(251ms);
            QCOMPARE(away.channel->attempts, attempts + 2);
            QCOMPARE(away.first(), QByteArray("stop"));
        });
    }

    void withoutAStopThePausesStayLong_data() { links(); }
    void withoutAStopThePausesStayLong()
    {
        QFETCH(QByteArray, kind);
        with(kind, [](const Away &away) {
            const auto attempts = away.channel->attempts;
            away.advance(10s);
            QVERIFY2(away.channel->attempts - attempts <= 10, qPrintable(QString::number(away.channel->attempts - attempts)));
            away.stop();
            const auto hurried = away.channel->attempts;
            away.advance(10s);
            QVERIFY2(away.channel->attempts - hurried >= 35, qPrintable(QString::number(away.channel->attempts - hurried)));
        });
    }
};

PODIUM_TEST_MAIN(LinkHurryTest)
#include "tst_linkhurry.moc"
