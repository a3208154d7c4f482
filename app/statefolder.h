// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLockFile>
#include <QString>

#include <memory>
#include <optional>

namespace podium::app
{
/// The folder with journal and settings; one process at a time.
class StateFolder
{
public:
    /// An empty path means the XDG data folder. The folder is made if it does not exist.
    explicit StateFolder(const QString &path);

    const QString &path() const { return m_path; }
    /// Why the folder cannot be used, naming who holds it; empty: it is ours.
    const QString &problem() const { return m_problem; }
    QString file(const QString &name) const { return m_path + QLatin1Char('/') + name; }

private:
    QString m_path;
    QString m_problem;
    std::unique_ptr<QLockFile> m_lock;
};
} // namespace podium::app
