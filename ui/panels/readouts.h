// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/dispatch/views.h"
#include "ui/style/elidedlabel.h"

class QGridLayout;
class QProgressBar;

namespace podium::ui
{
class ComputedValue;
class ValueLabel;

/// The upper part of a hand-made panel: a few readbacks in large digits, each under its name, what is computed of them, and
/// a line that says what the device is doing, with a bar as far as that is known. Every part has its place at all times.
class Readouts : public QWidget
{
    Q_OBJECT

public:
    explicit Readouts(QWidget *parent = nullptr);

    ValueLabel &addLarge(engine::ParameterView &view);
    void addComputed(ComputedValue &value, const QString &explanation);
    /// A word at the right end of the names and values.
    ElidedLabel &addWord(const QString &caption);

    void setRemark(const QString &text);
    QString remark() const { return m_remark->text(); }
    /// 0 to 1; negative: unknown, and there is no bar.
    void setProgress(double fraction);
    /// Unit: percent; -1: there is no bar.
    int progress() const;

private:
    ElidedLabel *addCaption(const QString &text, const QString &explanation);
    void addBelowCaption(QWidget *widget);

    QGridLayout *m_grid;
    int m_cells = 0;
    ElidedLabel *m_remark;
    QProgressBar *m_progress;
};
} // namespace podium::ui
