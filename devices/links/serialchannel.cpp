// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/links/serialchannel.h"

#include "engine/tasks/error.h"

#include <QPointer>
#include <QSerialPort>

#include <cmath>

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

namespace podium::devices
{
namespace
{
QSerialPort::Parity parityOf(SerialSettings::Parity parity)
{
    switch (parity) {
    case SerialSettings::Parity::None:
        return QSerialPort::NoParity;
    case SerialSettings::Parity::Even:
        return QSerialPort::EvenParity;
    case SerialSettings::Parity::Odd:
        return QSerialPort::OddParity;
    case SerialSettings::Parity::Mark:
        return QSerialPort::MarkParity;
    case SerialSettings::Parity::Space:
        return QSerialPort::SpaceParity;
    }
    Q_UNREACHABLE();
}

QSerialPort::StopBits stopBitsOf(SerialSettings::StopBits stopBits)
{
    switch (stopBits) {
    case SerialSettings::StopBits::One:
        return QSerialPort::OneStop;
    case SerialSettings::StopBits::OneAndHalf:
        return QSerialPort::OneAndHalfStop;
    case SerialSettings::StopBits::Two:
        return QSerialPort::TwoStop;
    }
    Q_UNREACHABLE();
}

QSerialPort::FlowControl flowOf(SerialSettings::Flow flow)
{
    switch (flow) {
    case SerialSettings::Flow::None:
        return QSerialPort::NoFlowControl;
    case SerialSettings::Flow::Hardware:
        return QSerialPort::HardwareControl;
    case SerialSettings::Flow::Software:
        return QSerialPort::SoftwareControl;
    }
    Q_UNREACHABLE();
}
} // namespace

LinkKind SerialChannel::kind()
{
    return {QStringLiteral("serial"), QStringLiteral("serial:///dev/serial/by-id/usb-FTDI_FT232R-if00-port0?baud=9600"),
            QStringLiteral("a serial port: its path, best the stable one below /dev/serial/by-id, or usb:VENDOR:PRODUCT:SERIAL of its "
                           "adapter, then baud, data, parity, stop and flow as the instrument has them"),
            [](const QString &address) { return std::make_unique<SerialChannel>(SerialAddress::parse(address)); }};
}

SerialChannel::SerialChannel(SerialAddress address, SerialPortList ports)
    : m_address(std::move(address))
    , m_ports(std::move(ports))
{
    m_leaving.setSingleShot(true);
    m_leaving.setTimerType(Qt::PreciseTimer);
    m_leaving.callOnTimeout(this, [this] {
        if (const auto left = unsent(); left > 0)
            watch(left);
        else
            drained();
    });
}

SerialChannel::~SerialChannel() { SerialChannel::close(); }

/// Nothing is told inside a call of ours, nor while the port is inside its own doings.
void SerialChannel::later(void (SerialChannel::*then)())
{
    QMetaObject::invokeMethod(this, [this, then, session = m_session] {
        if (session == m_session)
            (this->*then)();
    }, Qt::QueuedConnection);
}

void SerialChannel::open()
{
    ++m_session;
    later(&SerialChannel::begin);
}

void SerialChannel::begin()
{
    try {
        m_path = pathOf(m_address, m_address.usb ? m_ports() : std::vector<SerialPortEntry>());
        m_lock = std::make_unique<SerialLock>(m_path, address(), m_ports);
        auto port = std::make_unique<QSerialPort>(m_path);
        setUp(*port);
        m_port = std::move(port);
    } catch (const engine::Error &error) {
        end(error.message());
        return;
    }
    QObject::connect(m_port.get(), &QSerialPort::readyRead, this, [this] { later(&SerialChannel::take); });
    QObject::connect(m_port.get(), &QSerialPort::errorOccurred, this, [this](QSerialPort::SerialPortError error) {
        if (error == QSerialPort::NoError || !m_problem.isEmpty()) // it repeats itself
            return;
        m_problem = m_port->errorString();
        later(&SerialChannel::fail);
    });
    opened();
}

void SerialChannel::setUp(QSerialPort &port) const
{
    const auto &line = m_address.settings;
    port.setBaudRate(line.baud);
    port.setDataBits(static_cast<QSerialPort::DataBits>(line.dataBits));
    port.setParity(parityOf(line.parity));
    port.setStopBits(stopBitsOf(line.stopBits));
    port.setFlowControl(flowOf(line.flow));
    if (!port.open(QIODevice::ReadWrite))
        throw engine::Error(engine::ErrorKind::Disconnected,
                            QStringLiteral("%1 cannot be set up (%2)").arg(address(), port.errorString()));
}

void SerialChannel::close()
{
    ++m_session;
    m_leaving.stop();
    m_problem.clear();
    if (m_port) {
        m_port->disconnect(this);
        // QSerialPort would put back the settings of before while our last bytes still leave: it closes something else instead.
        if (const int nothing = ::open("/dev/null", O_RDWR | O_CLOEXEC); nothing >= 0) {
            ::dup2(nothing, m_port->handle());
            ::close(nothing);
        }
        m_port.reset();
    }
    m_lock.reset();
}

qint64 SerialChannel::unsent() const { return m_port ? m_port->bytesToWrite() + m_lock->unsent() : 0; }

void SerialChannel::send(QByteArrayView message)
{
    if (!m_port)
        return;
    m_port->write(message.data(), message.size());
    pollfd line{static_cast<int>(m_port->handle()), POLLOUT, 0};
    if (::poll(&line, 1, 0) == 1 && (line.revents & POLLOUT)) // else flush() would take the full buffer for a fault of the port
        m_port->flush();
    if (const auto left = unsent(); left > 0 && !m_leaving.isActive())
        watch(left);
}

void SerialChannel::watch(qint64 left)
{
    const double seconds = static_cast<double>(left) * m_address.settings.bitsPerByte() / m_address.settings.baud;
    m_leaving.start(std::chrono::milliseconds(std::max(1LL, std::llround(std::ceil(1000 * seconds)))));
}

void SerialChannel::take()
{
    if (const auto bytes = m_port->readAll(); !bytes.isEmpty())
        received(bytes);
}

void SerialChannel::fail()
{
    const QPointer<SerialChannel> alive(this); // whoever is told may remove it
    const auto session = m_session;
    take();
    if (alive && session == m_session)
        end(QStringLiteral("%1 is gone (%2); look at the plug of its adapter").arg(m_path, m_problem));
}

void SerialChannel::end(const QString &reason)
{
    close();
    closed(reason);
}
} // namespace podium::devices
