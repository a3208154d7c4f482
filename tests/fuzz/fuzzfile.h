// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QString>

#include <sys/mman.h>
#include <unistd.h>

namespace podium::tests
{
/// A file in memory, for what reads files by their paths.
class FuzzFile
{
public:
    FuzzFile() : m_descriptor(::memfd_create("fuzz", 0)) {}
    ~FuzzFile() { ::close(m_descriptor); }
    FuzzFile(const FuzzFile &) = delete;
    FuzzFile &operator=(const FuzzFile &) = delete;

    /// False if it could not be written.
    bool fill(QByteArrayView content) const
    {
        return ::ftruncate(m_descriptor, 0) == 0
            && ::pwrite(m_descriptor, content.data(), static_cast<std::size_t>(content.size()), 0) == content.size();
    }
    QString path() const { return QStringLiteral("/proc/self/fd/%1").arg(m_descriptor); }

private:
    int m_descriptor;
};
} // namespace podium::tests
