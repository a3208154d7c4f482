// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/links/linkkind.h"
#include "devices/links/seriallock.h"

#include <QTimer>

class QSerialPort;

namespace podium::devices
{
/// A serial port. An adapter that is plugged in again is found by its stable name even if it has got another number.
///
/// Opening and closing take some milliseconds, never longer: nothing waits for the line.
/// Thread: the engine's.
class SerialChannel final : public QObject, public Channel
{
    Q_OBJECT

public:
    /// Addresses serial:///dev/... and serial://usb:...
    static LinkKind kind();

    /// Ports: what is there now, looked up at each open that needs it.
    explicit SerialChannel(SerialAddress address, SerialPortList ports = systemPorts);
    ~SerialChannel() override;

    QString address() const override { return m_address.toString(); }
    void open() override;
    void close() override;
    void send(QByteArrayView message) override;
    /// Nothing of ours waits in the system either: there a slow line holds seconds of messages, and a stop would come last.
    bool isDrained() const override { return unsent() == 0; }
    bool beginsAnew() const override { return false; }

private:
    void later(void (SerialChannel::*then)());
    void begin();
    void setUp(QSerialPort &port) const;
    void take();
    void fail();
    void end(const QString &reason);
    void watch(qint64 left);
    qint64 unsent() const;

    SerialAddress m_address;
    SerialPortList m_ports;
    std::unique_ptr<SerialLock> m_lock;
    std::unique_ptr<QSerialPort> m_port;
    QTimer m_leaving; // until the line has sent what the system holds
    QString m_path;
    QString m_problem; // why the port is of no use any more
    quint64 m_session = 0;
};
} // namespace podium::devices
