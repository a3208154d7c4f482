// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/sim/simdetector.h"

#include "engine/tasks/waits.h"

#include <cmath>

namespace podium::devices
{
using namespace engine;

namespace
{
constexpr double backgroundPerSecond = 50;
constexpr double peakPerSecond = 20000;
constexpr double peakMm = 10;
constexpr double widthMm = 2;
} // namespace

SimDetector::SimDetector(const DeviceContext &context, std::function<double()> positionMm, std::uint32_t seed)
    : SimDevice(context, QStringLiteral("detector"))
    , m_positionMm(std::move(positionMm))
    , m_generator(seed)
{
    auto counts = readback(QStringLiteral("counts"), tr("Counts"), QStringLiteral("counts"), -1);
    counts.type = ParameterType::Integer;
    addParameter(counts);
    auto exposure = setting(QStringLiteral("exposure"), tr("Exposure"), QStringLiteral("s"), 3);
    exposure.deviceLimits = {0.001, 60.0};
    addParameter(exposure);
    CommandSpec trigger;
    trigger.name = QStringLiteral("trigger");
    trigger.title = tr("Trigger");
    trigger.help = tr("Counts for one exposure.");
    trigger.allowedStates = DeviceStates::atRest();
    trigger.startsMotion = true; // a cancel has to end the exposure
    addCommand(trigger);
}

Driver SimDetector::driver()
{
    Driver driver;
    driver.name = QStringLiteral("sim.detector");
    driver.family = QStringLiteral("detector");
    driver.help = QStringLiteral("A simulated counter whose rate peaks at 10 mm of an axis.");
    driver.settings = {
        textSetting(QStringLiteral("axis"), QStringLiteral("axis that the rate depends on"), QString()),
        seedSetting(),
    };
    driver.make = [](const DeviceContext &context, const Settings &settings, Bench &bench) -> std::unique_ptr<Device> {
        std::function<double()> position = [] { return peakMm; };
        const auto axis = QStringLiteral("axis");
        if (const auto id = text(settings, axis); !id.isEmpty()) {
            const auto *parameter = fromSetting(settings, axis, [&](const QString &) { return bench.device(id).motionParameter(); });
            const auto mm = Unit::parse(QStringLiteral("mm"));
            if (!parameter || !parameter->spec().unit.compatibleWith(mm))
                throw badSetting(axis, id, QStringLiteral("it has no position in mm; name an axis that stands before %1.").arg(context.id));
            position = [&bench, id, mm] { // which may leave the bench, and come back
                const auto *known = bench.find(id);
                const auto *motion = known ? known->motionParameter() : nullptr;
                const auto *at = motion ? std::get_if<Quantity>(&motion->reading().value) : nullptr;
                return at ? at->in(mm) : peakMm;
            };
        }
        return std::make_unique<SimDetector>(context, std::move(position),
                                             static_cast<std::uint32_t>(integer(settings, QStringLiteral("seed"))));
    };
    return driver;
}

Op<Value> SimDetector::read(Parameter &parameter)
{
    if (parameter.spec().name == QLatin1String("counts"))
        co_return m_counts;
    co_return Quantity(m_exposureSeconds, parameter.spec().unit);
}

Op<void> SimDetector::write(Parameter &, Value value)
{
    m_exposureSeconds = numberOf(value);
    co_return;
}

Op<Value> SimDetector::execute(const CommandSpec &, Arguments)
{
    co_return co_await acquire();
}

Op<Value> SimDetector::acquire()
{
    m_acquiring = true;
    setState(DeviceState::Acquiring);
    const auto begun = engine().now();
    const std::chrono::duration<double> exposure(m_exposureSeconds);
    while (m_acquiring && engine().now() - begun < exposure) {
        report((engine().now() - begun) / exposure);
        co_await sleep(std::chrono::milliseconds(10));
    }
    if (!m_acquiring)
        throw Cancelled{CancelReason::Stopped};
    m_acquiring = false;
    const double off = (m_positionMm() - peakMm) / widthMm;
    const double rate = backgroundPerSecond + peakPerSecond * std::exp(-off * off / 2);
    m_counts = std::poisson_distribution<qint64>(rate * exposure.count())(m_generator);
    parameter(u"counts")->setReading(m_counts);
    setState(DeviceState::Standby);
    co_return m_counts;
}

Op<void> SimDetector::stop()
{
    markStopByte();
    m_acquiring = false;
    setState(DeviceState::Standby);
    co_return;
}

Op<std::optional<bool>> SimDetector::isStill()
{
    co_return !m_acquiring;
}
} // namespace podium::devices
