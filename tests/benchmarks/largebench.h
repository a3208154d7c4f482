// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>
#include <QTemporaryDir>

namespace podium::tests
{
/// A bench file of 500 parameters, all polled ten times a second: 100 axes (three each) and 200 noisy meters.
inline QString largeBench(const QTemporaryDir &folder)
{
    auto path = folder.filePath(QStringLiteral("large.toml"));
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return {};
    file.write("name = \"Large\"\nsimulated = true\n");
    const auto period = QByteArray("\"100 ms\"");
    for (int i = 0; i < 100; ++i)
        file.write("[[device]]\nid = \"axis" + QByteArray::number(i) + "\"\ngroup = \"Motion " + QByteArray::number(i / 10)
                   + "\"\ndriver = \"sim.axis\"\npoll = { position = " + period + ", velocity = " + period + ", acceleration = " + period + " }\n");
    for (int i = 0; i < 200; ++i)
        file.write("[[device]]\nid = \"meter" + QByteArray::number(i) + "\"\ngroup = \"Meters " + QByteArray::number(i / 20)
                   + "\"\ndriver = \"sim.meter\"\npoll = { voltage = " + period + " }\n");
    return path;
}
} // namespace podium::tests
