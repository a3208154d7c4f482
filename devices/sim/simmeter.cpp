// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/sim/simmeter.h"

#include "devices/sim/simsupply.h"

namespace podium::devices
{
using namespace engine;

namespace
{
constexpr double noiseVolt = 2e-4;
}

SimMeter::SimMeter(const DeviceContext &context, std::function<double()> sourceVolt, std::uint32_t seed)
    : SimDevice(context, QStringLiteral("multimeter"))
    , m_model(std::move(sourceVolt), noiseVolt, seed)
{
    addParameter(readback(QStringLiteral("voltage"), tr("Voltage"), QStringLiteral("V"), 4));
}

Driver SimMeter::driver()
{
    Driver driver;
    driver.name = QStringLiteral("sim.meter");
    driver.family = QStringLiteral("multimeter");
    driver.help = QStringLiteral("A simulated voltmeter.");
    driver.settings = {
        textSetting(QStringLiteral("source"), QStringLiteral("simulated power supply that it measures"), QString()),
        seedSetting(),
    };
    driver.make = [](const DeviceContext &context, const Settings &settings, Bench &bench) -> std::unique_ptr<Device> {
        std::function<double()> source = [] { return 1.0; };
        const auto setting = QStringLiteral("source");
        if (const auto id = text(settings, setting); !id.isEmpty()) {
            const auto *supply = fromSetting(settings, setting, [&](const QString &) { return qobject_cast<SimSupply *>(&bench.device(id)); });
            if (!supply)
                throw badSetting(setting, id, QStringLiteral("it is no simulated power supply; name one that stands before %1.")
                                                  .arg(context.id));
            source = [&bench, id] { // which may leave the bench, and come back
                const auto *known = qobject_cast<SimSupply *>(bench.find(id));
                if (!known)
                    throw Error(ErrorKind::Device, QStringLiteral("%1, which it measures, is not on the bench.").arg(id));
                return known->terminalVolt();
            };
        }
        return std::make_unique<SimMeter>(context, std::move(source),
                                          static_cast<std::uint32_t>(integer(settings, QStringLiteral("seed"))));
    };
    return driver;
}

Op<Value> SimMeter::read(Parameter &parameter)
{
    co_return Quantity(m_model.measureVolt(), parameter.spec().unit);
}

Op<void> SimMeter::write(Parameter &parameter, Value)
{
    throw Error(ErrorKind::Internal, QStringLiteral("%1 cannot be written.").arg(parameter.address()), id());
    co_return;
}
} // namespace podium::devices
