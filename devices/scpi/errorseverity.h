// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QRegularExpression>
#include <QString>

#include <vector>

namespace podium::devices
{
/// How bad an error is that an instrument reports.
enum class ErrorSeverity : quint8 {
    Error,   ///< what was written counts as refused
    Warning, ///< told in the log, and what was written counts as accepted
    Ignored, ///< told to nobody
};

/// One code, or all that match a pattern.
struct ErrorCode {
    QString code;               ///< as the file spells it: "-410", or with the slashes "/-2\d\d/"
    QRegularExpression pattern; ///< what the whole code must match
};

/// Which codes of an instrument are no errors.
/// Thread: one at a time.
struct ErrorSeverities {
    std::vector<ErrorCode> warnings;
    std::vector<ErrorCode> ignored;

    ErrorSeverity of(const QString &code) const;
};
} // namespace podium::devices
