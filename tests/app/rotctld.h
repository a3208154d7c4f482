// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/serverprocess.h"

#include <QFile>
#include <QTcpSocket>
#include <QTemporaryDir>

namespace podium::tests
{
/// Hamlib's rotator server with its dummy rotator: a motion and a stop that nobody here wrote.
class Rotctld
{
public:
    quint16 port() const { return m_server.port(); }

    /// The azimuth as another client sees it.
    double azimuth() const
    {
        QTcpSocket client;
        client.connectToHost(QHostAddress::LocalHost, port());
        if (!client.waitForConnected())
            return qQNaN();
        client.write("p\n");
        QByteArray reply;
        while (reply.count('\n') < 2 && client.waitForReadyRead())
            reply += client.readAll();
        bool ok = false;
        const double degrees = reply.split('\n').value(0).toDouble(&ok);
        return ok ? degrees : qQNaN();
    }

private:
    ServerProcess m_server{QStringLiteral("rotctld"), hamlibArguments()};
};

/// The shipped bench with the port of this server. Errors: empty when it cannot be written.
inline QString rotatorBench(const QTemporaryDir &folder, quint16 port)
{
    QFile shipped(QStringLiteral(PODIUM_RESOURCES "/benches/rotator.toml"));
    if (!shipped.open(QIODevice::ReadOnly))
        return {};
    auto text = shipped.readAll();
    text.replace("4533", QByteArray::number(port));
    const auto path = folder.filePath(QStringLiteral("rotator.toml"));
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(text) == text.size() ? path : QString();
}
} // namespace podium::tests
