// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/editors/linefield.h"

namespace podium::ui
{
/// A line for a waveform. While it shows a summary, what is typed takes its place; and what is pasted or dropped and is more
/// than a short text of one line never becomes text of the field, where a long one would be cut: it is told instead.
class WaveformField : public LineField
{
    Q_OBJECT

public:
    explicit WaveformField(QWidget *parent = nullptr);

    /// The text stands for samples that are elsewhere.
    void setSummary(const QString &text);
    /// The text is what will be parsed.
    void setSource(const QString &text);
    bool isSummary() const { return m_isSummary; }
    QMenu *makeMenu() override;

Q_SIGNALS:
    /// The operator pasted or dropped this.
    void columnPasted(const QString &text);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void take(const QString &text);
    void pasteClipboard();

    bool m_isSummary = false;
};
} // namespace podium::ui
