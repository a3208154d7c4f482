// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/indi/indidevice.h"

#include "devices/indi/indiaddress.h"
#include "devices/links/tcpchannel.h"
#include "engine/model/quoted.h"
#include "engine/tasks/serviceoptions.h"

namespace podium::devices
{
using namespace engine;
using namespace std::chrono_literals;
using indi::Role;

namespace
{
QString acceptCommand() { return QStringLiteral("accept_alert"); }

SettingSpec kindSetting()
{
    auto setting = textSetting(QStringLiteral("kind"), QStringLiteral("what it is, which gives it its panel"), indi::kinds().back());
    setting.spec.type = ParameterType::Choice;
    setting.spec.choices = indi::kinds();
    return setting;
}

SettingSpec flagSetting(const QString &name, const QString &help)
{
    SettingSpec setting;
    setting.spec.name = name;
    setting.spec.help = help;
    setting.spec.type = ParameterType::Boolean;
    setting.fallback = true;
    return setting;
}

SettingSpec imageLimitSetting()
{
    auto setting = integerSetting(QStringLiteral("image_limit"),
                                  QStringLiteral("the longest image that is taken, and the most that its samples may take, in megabytes"), 64);
    setting.spec.deviceLimits = {1, 1024};
    return setting;
}

QString deviceOf(const Settings &settings, const IndiAddress &address)
{
    const auto key = QStringLiteral("device");
    const auto given = text(settings, key);
    if (given.isEmpty() && address.device.isEmpty())
        throw badSetting(key, given, QStringLiteral("name the device as the server does, for example \"Telescope Simulator\"."));
    if (!given.isEmpty() && !address.device.isEmpty() && given != address.device)
        throw badSetting(key, given, QStringLiteral("the address names another device, %1; take one of the two away.")
                                         .arg(quoted(address.device)));
    return given.isEmpty() ? address.device : given;
}
} // namespace

Driver IndiDevice::driver()
{
    Driver driver;
    driver.name = QStringLiteral("indi");
    driver.help = QStringLiteral("A device of an INDI server: a telescope, focuser, camera, filter wheel, dome and the like.");
    driver.settings = {
        textSetting(QStringLiteral("address"), QStringLiteral("the server, and perhaps the device: indi://host:7624/DEVICE%20NAME")),
        textSetting(QStringLiteral("device"), QStringLiteral("the name of the device at the server, if the address has none"),
                    QString()),
        kindSetting(),
        flagSetting(QStringLiteral("connect"), QStringLiteral("whether its driver is told to connect to the hardware")),
        flagSetting(QStringLiteral("images"), QStringLiteral("whether its images are fetched")),
        imageLimitSetting(),
    };
    driver.make = [](const DeviceContext &context, const Settings &settings, Bench &bench) {
        const auto address = fromSetting(settings, QStringLiteral("address"), &IndiAddress::parse);
        IndiSettings own;
        own.device = deviceOf(settings, address);
        own.kind = text(settings, QStringLiteral("kind"));
        own.connect = boolean(settings, QStringLiteral("connect"));
        own.images = boolean(settings, QStringLiteral("images"));
        own.imageLimit = integer(settings, QStringLiteral("image_limit")) << 20;
        auto connection = connectionTo(address.server, context, bench);
        connection->allowBlobs(own.imageLimit);
        return std::make_unique<IndiDevice>(context, own, std::move(connection));
    };
    return driver;
}

/// The devices of one server share one connection.
std::shared_ptr<IndiConnection> IndiDevice::connectionTo(const TcpAddress &server, const DeviceContext &context, const Bench &bench)
{
    for (const auto &device : bench.devices())
        if (const auto *other = qobject_cast<const IndiDevice *>(device.get());
            other && other->m_connection->address() == server.toString())
            return other->m_connection;
    return std::make_shared<IndiConnection>(context.engine, QStringLiteral("INDI server"), std::make_unique<TcpChannel>(server));
}

IndiDevice::IndiDevice(const DeviceContext &context, IndiSettings settings, std::shared_ptr<IndiConnection> connection)
    : Device(context, indi::familyOf(settings.kind))
    , m_settings(std::move(settings))
    , m_connection(std::move(connection))
    , m_shapeTimer(context.engine, [this] { Q_EMIT message(shape::changed, {}); })
    , m_calm(context.engine, [this] { becomeReady(); })
    , m_absence(context.engine, [this] { updateState(); })
    , m_writer(QStringLiteral("images of %1").arg(context.id))
    , m_decoder(QStringLiteral("pictures of %1").arg(context.id))
{
    CommandSpec accept;
    accept.name = m_names.take(acceptCommand());
    accept.title = tr("Accept alert");
    accept.help = tr("Takes note of what the server reports, so that the device can be used again.");
    accept.allowedStates = {DeviceState::Fault};
    m_actions[accept.name] = {};
    addCommand(std::move(accept));
}

IndiDevice::~IndiDevice() { IndiDevice::close(); }

void IndiDevice::open()
{
    if (std::exchange(m_opened, true))
        return;
    QObject::connect(m_connection.get(), &IndiConnection::stateChanged, this, &IndiDevice::linkChanged);
    QObject::connect(m_connection.get(), &IndiConnection::elementReceived, this, &IndiDevice::take);
    QObject::connect(m_connection.get(), &IndiConnection::blobPassedOver, this, &IndiDevice::passedOver);
    m_connection->open(m_settings.device, id());
    linkChanged(m_connection->state(), m_connection->why());
}

void IndiDevice::close()
{
    if (!std::exchange(m_opened, false))
        return;
    QObject::disconnect(m_connection.get(), nullptr, this, nullptr);
    m_connection->close(m_settings.device);
    if (m_connecting.isValid())
        m_connecting.cancel(CancelReason::Shutdown);
    m_absence.stop();
    forgetAll();
    setState(DeviceState::Disconnected, QStringLiteral("closed"));
}

void IndiDevice::linkChanged(LinkState state, const QString &why)
{
    if (state == LinkState::Up) {
        updateState();
        return;
    }
    forgetAll();
    setState(DeviceState::Disconnected, why);
}

void IndiDevice::fail(ErrorKind kind, const QString &message) const
{
    throw Error(kind, message, id()).withTraffic(recentTraffic());
}

Op<void> IndiDevice::ended()
{
    for (const auto *task : {&m_connecting, &m_decoding})
        while (task->isValid() && !task->isFinished())
            co_await sleep(std::chrono::milliseconds(1));
}

/// The driver runs, but perhaps without its hardware.
void IndiDevice::beginContact(const Property &property)
{
    if (!m_settings.connect || property.role != Role::Connection || property.vector.members.empty())
        return;
    const auto &first = property.vector.members.front();
    if (first.name != QLatin1String("CONNECT") || first.on || property.isBusy())
        return;
    m_connecting = engine().run(QStringLiteral("connect %1").arg(id()), connectHardware(), serviceOptions());
}

void IndiDevice::becomeReady()
{
    if (m_connecting.isValid() && !m_connecting.isFinished()) {
        m_calm.start(calm); // what it has comes with the hardware
        return;
    }
    m_ready = true;
    m_hadAll = true;
    updateState();
    for (auto &[name, property] : m_properties)
        if (property.exists) {
            store(property);
            wantPictures(property);
        }
}

Op<void> IndiDevice::connectHardware()
{
    try {
        auto &connection = there(QStringLiteral("CONNECTION"));
        co_await tell(connection, switchedOn(connection, 0));
        m_connectProblem.clear();
    } catch (const Error &error) {
        m_connectProblem = error.message();
    }
    updateState();
}

void IndiDevice::updateState()
{
    if (!m_opened || m_connection->state() != LinkState::Up)
        return;
    if (!m_defined) {
        QStringList others;
        for (const auto &name : m_connection->devices())
            others << quoted(name);
        const auto what = tr("the server at %1 has no device %2").arg(m_connection->address(), quoted(m_settings.device));
        setState(DeviceState::Disconnected,
                 !m_connection->knowsAll() ? tr("connected; waits for the server to tell of %1").arg(quoted(m_settings.device))
                 : others.isEmpty()        ? tr("%1, nor any other; start its driver there").arg(what)
                                           : tr("%1; it has %2").arg(what, others.join(QStringLiteral(", "))));
        m_absence.start(500ms);
        return;
    }
    m_absence.stop();
    if (!m_ready) {
        setState(DeviceState::Disconnected, tr("it answers, and tells what it has"));
        return;
    }
    if (!m_alert.isEmpty()) {
        setState(DeviceState::Fault, tr("%1 Correct that, then call %2.").arg(m_alertText, Address{id(), acceptCommand()}.text()));
        return;
    }
    std::optional<DeviceState> busy;
    for (const auto &[name, property] : m_properties) {
        if (!indi::isActive(property.role) || !(property.isBusy() || m_moving.contains(name)))
            continue;
        const auto own = property.role == Role::Exposure ? DeviceState::Acquiring
                         : property.role == Role::Ramp   ? DeviceState::Ramping
                                                         : DeviceState::Moving;
        busy = busy == DeviceState::Moving ? *busy : own; // a motion is what matters most
    }
    const auto hardware = m_properties.find(QStringLiteral("CONNECTION"));
    const bool isConnected = hardware == m_properties.end() || hardware->second.vector.members.empty()
                             || hardware->second.vector.members.front().on;
    QString reason;
    if (!isConnected)
        reason = m_connectProblem.isEmpty() ? tr("its driver is not connected to the hardware") : m_connectProblem;
    if (busy != state())
        setState(DeviceState::Standby, busy ? QString() : reason); // also the way from one kind of work to another
    if (busy)
        setState(*busy);
}
} // namespace podium::devices
