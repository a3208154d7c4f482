// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Prints how many writes of a parameter a second pass limits, state, lock and journal, as one JSON object: up to the
// hand-over to the journal's queue; a bare await of the same device's write is the floor of the same run.
#include "engine/locks/locktable.h"
#include "engine/model/operations.h"
#include "engine/record/journalrecorder.h"
#include "engine/stop/stopcontroller.h"
#include "tests/benchmarks/stopwatch.h"

#include <QTemporaryDir>

using namespace podium::engine;
using namespace podium::tests;

namespace
{
/// A power supply without a wire: what is measured is the way to it.
class Supply final : public Device
{
public:
    explicit Supply(const DeviceContext &context) : Device(context, QStringLiteral("power supply"))
    {
        ParameterSpec spec;
        spec.name = QStringLiteral("voltage");
        spec.unit = Unit::parse(QStringLiteral("V"));
        spec.deviceLimits = {0, 100};
        m_voltage = &addParameter(spec);
    }
    void open() override { setState(DeviceState::Standby); }
    Op<Value> read(Parameter &parameter) override { co_return parameter.reading().value; }
    Op<void> write(Parameter &, Value) override
    {
        ++written;
        co_return;
    }
    Parameter &voltage() const { return *m_voltage; }

    int written = 0;

private:
    Parameter *m_voltage = nullptr;
};

Op<void> bareWrites(Supply *supply, int count)
{
    for (int i = 0; i < count; ++i)
        co_await supply->write(supply->voltage(), Quantity(i % 100, supply->voltage().spec().unit));
}

Op<void> writes(Bench *bench, Supply *supply, int count)
{
    const Address address{supply->id(), supply->voltage().spec().name};
    for (int i = 0; i < count; ++i)
        co_await operations::write(*bench, address, Quantity(i % 100, supply->voltage().spec().unit));
}

/// All the parts that a write passes, with or without a journal, against bare awaits in turns.
Comparison measure(const QString &journalFile, int count)
{
    Engine engine;
    LockTable locks(engine);
    Bench bench(engine, locks);
    StopController stops(bench);
    auto &supply = static_cast<Supply &>(
        bench.add(std::make_unique<Supply>(bench.context(QStringLiteral("supply"), QString(), QString()))));
    supply.open();
    supply.voltage().setSoftLimits({0, 99.5});
    std::unique_ptr<Journal> journal;
    std::unique_ptr<JournalRecorder> recorder;
    if (!journalFile.isEmpty()) {
        journal = std::make_unique<Journal>(journalFile);
        recorder = std::make_unique<JournalRecorder>(*journal, engine, bench, stops);
    }
    const auto bare = [&] {
        engine.run(QStringLiteral("bench"), bareWrites(&supply, count));
        runToEnd(engine);
    };
    const auto checked = [&] {
        engine.run(QStringLiteral("bench"), writes(&bench, &supply, count));
        runToEnd(engine);
    };
    return compare(count, bare, checked, [&] {
        if (journal)
            journal->sync().waitForFinished(); // a round has the queue to itself
    });
}
} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    const QTemporaryDir folder;
    constexpr int count = 60'000; // a round fits into the journal's queue
    const auto plain = measure({}, count);
    const auto recorded = measure(folder.filePath(QStringLiteral("journal.sqlite")), count);
    print({{QStringLiteral("benchmark"), QStringLiteral("write")},
           {QStringLiteral("floor_bare_await_per_s"), recorded.floor},
           {QStringLiteral("writes_per_s"), plain.figure},
           {QStringLiteral("writes_with_journal_per_s"), recorded.figure},
           {QStringLiteral("write_in_bare_awaits"), plain.ratio},
           {QStringLiteral("write_with_journal_in_bare_awaits"), recorded.ratio}});
    return 0;
}
