// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace podium::app
{
class StateFolder;

/// The last text of a bench file that ran without problems, kept in the state folder: `last-good/NAME-XXXXXXXX.toml`, where the
/// digits tell files of the same name apart.
/// Thread: one at a time.
class LastGood
{
public:
    /// A bench that is built in has no copy.
    LastGood(const StateFolder &state, const QString &benchFile);

    /// Where the copy is, or would be; empty: there is none of this bench.
    const QString &path() const { return m_path; }
    bool exists() const;
    /// Keeps this text; the former copy stays until the new one is wholly written. Returns why that failed; empty: it did not.
    QString keep(const QByteArray &text) const;

private:
    QString m_path;
};
} // namespace podium::app
