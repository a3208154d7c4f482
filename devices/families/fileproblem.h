// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <vector>

namespace podium::devices
{
/// What is wrong at one place of a bench or instrument file.
struct FileProblem {
    QString file;
    int line = 0;    ///< from 1; 0: the file as a whole
    int column = 0;  ///< from 1
    QString key;     ///< "device[2].poll.position"; tables of a list count from 1
    QString message; ///< the value, what is allowed, the way out

    /// "bench.toml:12:5: device[2].poll.position: ..."
    QString text() const;
    bool operator==(const FileProblem &) const = default;
};
using FileProblems = std::vector<FileProblem>;
} // namespace podium::devices
