// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <vector>

namespace podium::ui
{
/// One thing that is wrong in a bench file.
struct BenchProblem {
    QString file;
    int line = 0; ///< from 1; 0: the file as a whole
    QString key;
    QString message;
};
using BenchProblems = std::vector<BenchProblem>;
} // namespace podium::ui
