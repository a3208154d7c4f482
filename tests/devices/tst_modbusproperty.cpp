// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/modbusfixture.h"
#include "tests/support/testmain.h"

#include <QTest>

#include <cstdio>
#include <random>

using namespace podium;
using namespace std::chrono_literals;
using tests::ModbusFixture;

namespace
{
constexpr int registers = 50000;

/// What register `address` holds.
quint16 valueOf(int address) { return static_cast<quint16>(address ^ 0x5a5a); }

std::uint32_t seedOfThisRun()
{
    bool given = false;
    const auto seed = qEnvironmentVariableIntValue("PODIUM_SEED", &given);
    return given ? static_cast<std::uint32_t>(seed) : std::random_device()();
}

/// A unit that answers in order, late, in pieces, or not at all; with ids it repeats itself, too.
class Unruly
{
public:
    Unruly(ModbusFixture &fixture, std::uint32_t seed)
        : m_fixture(fixture)
        , m_random(seed)
    {
        fixture.mute = {1};
        fixture.onRequest = [this](quint16 id, const QByteArray &reply) { answer(id, reply); };
    }
    int upTo(int most) { return std::uniform_int_distribution<int>(0, most)(m_random); }

private:
    void answer(quint16 id, const QByteArray &reply)
    {
        const int fate = upTo(99);
        if (fate < 4)
            return; // never
        const auto delay = std::chrono::milliseconds(fate < 12 ? upTo(3000) : upTo(20));
        const auto now = m_fixture.engine.now();
        m_freeAt = std::max(m_freeAt, now + delay);
        const auto frame = m_fixture.frame(id, 1, reply);
        const auto after = m_freeAt - now;
        if (upTo(9) == 0)
            m_fixture.channel->deliverPieces(frame, after, 200us, 1 + upTo(3));
        else
            m_fixture.channel->deliver(frame, after);
        m_freeAt += 5ms; // the frame is on the line, and a silence after it
        if (!m_fixture.isRtu && upTo(19) == 0) { // whole, behind everything that is under way
            m_fixture.channel->deliver(frame, m_freeAt - now);
            m_freeAt += 5ms;
        }
    }

    ModbusFixture &m_fixture;
    std::mt19937 m_random;
    engine::TimePoint m_freeAt{};
};
} // namespace

class ModbusPropertyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void noReplyEverAnswersAnotherQuestion_data()
    {
        QTest::addColumn<QByteArray>("address");
        QTest::addColumn<int>("questions");
        QTest::newRow("with ids") << QByteArray("modbus+tcp://h:502?unit=1") << 30000;
        QTest::newRow("serial line") << QByteArray("modbus+rtu:///dev/x?unit=1&baud=19200") << 20000;
    }
    void noReplyEverAnswersAnotherQuestion()
    {
        QFETCH(QByteArray, address);
        QFETCH(int, questions);
        const auto seed = seedOfThisRun();
        std::printf("PODIUM_SEED=%u\n", seed);
        ModbusFixture f(address.constData());
        auto &unit = f.up();
        for (int i = 1; i < registers; ++i)
            f.slaves[1].holding[i] = valueOf(i);
        Unruly peer(f, seed);
        int answered = 0;
        int wrong = 0;
        int asked = 0;
        while (asked < questions) {
            std::vector<std::pair<int, engine::Task<QByteArray>>> batch;
            const int size = 1 + peer.upTo(4);
            for (int i = 0; i < size; ++i, ++asked) {
                const int place = 1 + peer.upTo(registers - 2);
                batch.emplace_back(place, f.query(unit, ModbusFixture::read(place)));
            }
            f.advance(std::chrono::milliseconds(peer.upTo(30)));
            if (peer.upTo(19) == 0)
                batch[static_cast<std::size_t>(peer.upTo(size - 1))].second.cancel();
            const auto open = [&] {
                return std::any_of(batch.begin(), batch.end(), [](const auto &each) { return !each.second.isFinished(); });
            };
            for (int i = 0; i < 2000 && open(); ++i)
                f.advance(10ms);
            for (const auto &[place, task] : batch) {
                QVERIFY(task.isFinished());
                task.record()->observe();
                if (task.info().outcome != engine::Outcome::Succeeded)
                    continue;
                ++answered;
                wrong += devices::modbus::registers(task.result()).front() != valueOf(place) ? 1 : 0;
            }
            f.slaves[1].requests.clear();
            f.channel->sent.clear();
            for (int i = 0; i < 1000 && unit.state() != devices::LinkState::Up; ++i)
                f.advance(50ms);
        }
        QCOMPARE(wrong, 0);
        QVERIFY2(answered > questions / 2, qPrintable(QString::number(answered)));
    }
};

PODIUM_TEST_MAIN(ModbusPropertyTest)
#include "tst_modbusproperty.moc"
