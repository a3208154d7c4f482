// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/mainwindow/windowservices.h"

#include <QTreeWidget>

namespace podium::ui
{
/// What is wrong in the bench file, one row each: file, line, key, message. The rest of the bench runs.
class ProblemList : public QTreeWidget
{
    Q_OBJECT

public:
    explicit ProblemList(const BenchProblems &problems, QWidget *parent = nullptr);

    void setProblems(const BenchProblems &problems);
};
} // namespace podium::ui
