// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/locks/locktable.h"
#include "engine/model/bench.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <stdexcept>

namespace podium::tests {

using namespace podium::engine;

/// A motor that exists in memory only: it moves at a steady speed by the engine's clock and does as its knobs say.
class TestDevice : public Device
{
public:
    explicit TestDevice(const DeviceContext &context) : Device(context, QStringLiteral("motor"))
    {
        const auto mm = Unit::parse(QStringLiteral("mm"));
        ParameterSpec spec;
        spec.name = QStringLiteral("position");
        spec.unit = mm;
        spec.decimals = 3;
        spec.deviceLimits = {-100.0, 100.0};
        spec.startsMotion = true;
        spec.tolerance = 0.001;
        m_position = &addParameter(spec);

        spec = ParameterSpec();
        spec.name = QStringLiteral("velocity");
        spec.unit = Unit::parse(QStringLiteral("mm/s"));
        spec.deviceLimits = {0.1, 1000.0};
        m_velocity = &addParameter(spec);

        m_values[m_velocity] = Quantity(10, m_velocity->spec().unit);

        addPlain(QStringLiteral("name"), ParameterType::Text, QString());
        spec = ParameterSpec();
        spec.isOutput = true;
        addPlain(QStringLiteral("on"), ParameterType::Boolean, false, spec);
        spec = ParameterSpec();
        spec.choices = QStringList{QStringLiteral("slow"), QStringLiteral("fast")};
        addPlain(QStringLiteral("mode"), ParameterType::Choice, QStringLiteral("slow"), spec);
        spec = ParameterSpec();
        spec.access = Access::ReadOnly;
        addPlain(QStringLiteral("counts"), ParameterType::Integer, qint64(0), spec);

        CommandSpec home;
        home.name = QStringLiteral("home");
        home.startsMotion = true;
        addCommand(home);
        CommandSpec beep;
        beep.name = QStringLiteral("beep");
        addCommand(beep);
        CommandSpec fire;
        fire.name = QStringLiteral("fire");
        fire.isOutput = true;
        addCommand(fire);
    }

    // --- knobs
    Duration delay{0};          ///< every exchange takes this long
    bool failsNextRead = false; ///< with an error of the device
    bool failsNextWrite = false;
    QString fails; ///< writes of this parameter fail
    bool readsThrow = false;    ///< a driver's mistake: no Error
    Duration readDelay{0};      ///< every reading takes this long
    bool hangs = false;       ///< nothing is answered any more, stops neither
    bool ignoresStop = false; ///< it says yes and moves on
    bool stalls = false;      ///< it says that it moves, and stands
    DeviceState busy = DeviceState::Moving; ///< what it says while it moves
    bool hasFast = false;     ///< it has a fast stop, which always works
    bool cannotTell = false;  ///< whether it stands still
    QStringList traffic;      ///< of its link, as its errors tell it

    // --- what a test looks at
    QStringList sent; ///< every write, command and stop that reached it: "position 5.000 mm", "home", "stop"
    Parameter &position() const { return *m_position; }
    Parameter &velocity() const { return *m_velocity; }
    Parameter &named(const char *name) const { return *parameter(QString::fromLatin1(name)); }
    double here() const
    {
        if (!m_moving)
            return m_from;
        const double way = m_to - m_from;
        const double gone = speed() * std::chrono::duration<double>(engine().now() - m_begun).count();
        return stalls ? m_from : m_from + std::clamp(way, -gone, gone);
    }
    /// Somebody turns the knob at the instrument: the motion ends where it is.
    void stopAtFrontPanel() { halt(); }
    void setCounts(qint64 counts) { m_values[&named("counts")] = counts; }
    using Device::message;
    using Device::setState;

    QStringList recentTraffic() const override { return traffic; }
    void open() override { setState(DeviceState::Standby); }
    void close() override { setState(DeviceState::Disconnected, QStringLiteral("closed")); }

    Op<Value> read(Parameter &parameter) override
    {
        co_await exchange();
        if (readsThrow)
            throw std::runtime_error("a mistake of the driver");
        if (readDelay > Duration::zero())
            co_await sleep(readDelay);
        if (std::exchange(failsNextRead, false))
            throw Error(ErrorKind::Device, QStringLiteral("%1 cannot be read.").arg(parameter.address()), id()).withTraffic(traffic);
        if (&parameter != m_position)
            co_return m_values.at(&parameter);
        if (m_moving && std::abs(here() - m_to) < 1e-9)
            halt();
        co_return Quantity(here(), parameter.spec().unit);
    }
    Op<void> write(Parameter &parameter, Value value) override
    {
        co_await exchange();
        sent << parameter.spec().name + QLatin1Char(' ') + valueText(value, parameter.spec().decimals);
        if (std::exchange(failsNextWrite, false) || parameter.spec().name == fails)
            throw Error(ErrorKind::Device, QStringLiteral("%1 cannot be written.").arg(parameter.address()), id()).withTraffic(traffic);
        if (&parameter == m_position)
            go(std::get<Quantity>(value).value());
        else
            m_values[&parameter] = value;
    }
    Op<Value> execute(const CommandSpec &command, Arguments) override
    {
        co_await exchange();
        sent << command.name;
        if (command.name == QLatin1String("home")) {
            go(0);
            co_await settle(*m_position, Quantity(0, m_position->spec().unit));
        }
        co_return Value();
    }
    bool canStop() const override { return true; }
    Op<void> stop() override
    {
        sent << QStringLiteral("stop");
        markStopByte();
        co_await exchange();
        if (!ignoresStop)
            halt();
    }
    bool hasFastStop() const override { return hasFast; }
    Op<void> fastStop() override
    {
        sent << QStringLiteral("fast stop");
        markStopByte();
        co_await exchange();
        halt();
    }
    Op<std::optional<bool>> isStill() override
    {
        co_await exchange();
        co_return cannotTell ? std::nullopt : std::optional(!m_moving);
    }

protected:
    /// A command that jogs at a speed, as far as the derived class does so.
    void addJog(const Limits &speedLimits)
    {
        CommandSpec jog;
        jog.name = QStringLiteral("jog");
        jog.startsMotion = true;
        ParameterSpec speed;
        speed.name = QStringLiteral("speed");
        speed.unit = Unit::parse(QStringLiteral("mm/s"));
        speed.deviceLimits = speedLimits;
        jog.arguments = {speed};
        addCommand(jog);
    }

private:
    void addPlain(const QString &name, ParameterType type, Value value, ParameterSpec spec = {})
    {
        spec.name = name;
        spec.type = type;
        m_values[&addParameter(spec)] = std::move(value);
    }
    Op<void> exchange()
    {
        while (hangs)
            co_await sleep(std::chrono::milliseconds(100));
        if (delay > Duration::zero())
            co_await sleep(delay);
    }
    double speed() const { return std::get<Quantity>(m_values.at(m_velocity)).value(); }
    void go(double to)
    {
        m_from = here();
        m_to = to;
        m_begun = engine().now();
        m_moving = true;
        setState(busy);
    }
    void halt()
    {
        m_from = here();
        m_moving = false;
        if (state() == busy)
            setState(DeviceState::Standby);
    }

    Parameter *m_position = nullptr;
    Parameter *m_velocity = nullptr;
    std::map<const Parameter *, Value> m_values;
    double m_from = 0;
    double m_to = 0;
    TimePoint m_begun{};
    bool m_moving = false;
};

/// An engine with a bench of test devices.
struct TestBench {
    explicit TestBench(std::unique_ptr<Scheduler> scheduler = std::make_unique<ManualScheduler>())
        : engine(std::move(scheduler))
        , locks(engine)
        , bench(engine, locks)
    {
    }
    ~TestBench() { engine.abandon(); } // no frame may outlive the devices that it refers to
    TestBench(const TestBench &) = delete;
    TestBench &operator=(const TestBench &) = delete;

    Engine engine;
    LockTable locks;
    Bench bench;

    /// A device that is there already: Standby.
    TestDevice &add(const QString &id)
    {
        auto &device =
            static_cast<TestDevice &>(bench.add(std::make_unique<TestDevice>(bench.context(id, QString(), QString()))));
        device.open();
        return device;
    }
    /// Virtual clocks only.
    void advance(Duration by) { static_cast<ImmediateScheduler &>(engine.scheduler()).advance(by); }
};

} // namespace podium::tests
