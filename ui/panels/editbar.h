// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

#include <vector>

class QPushButton;

namespace podium::ui
{
class ElidedLabel;
class InlineMessage;
class ParameterRow;

/// The edits of one panel that are collected before any of them is sent: what changes from what to what, Apply all, and
/// Discard all. Shown while the panel collects.
///
/// Apply all sends nothing unless every edit passes the checks that can be made here; settings go first, and what starts
/// motion goes when all of them were accepted.
class EditBar : public QFrame
{
    Q_OBJECT

public:
    explicit EditBar(QWidget *parent = nullptr);

    void add(ParameterRow &row);
    void remove(ParameterRow &row);
    /// While it is on, leaving a field keeps its edit. Off again it discards what is left.
    void setCollecting(bool collecting);
    bool isCollecting() const { return m_collecting; }
    /// A line for each edit: "Velocity: 5 mm s-1 → 8 mm s-1".
    QStringList differences() const;

    void applyAll();
    void discardAll();

    QPushButton &applyButton() const { return *m_apply; }
    QPushButton &discardButton() const { return *m_discard; }
    InlineMessage &message() const { return *m_message; }

Q_SIGNALS:
    void collectingChanged(bool collecting);

private:
    std::vector<ParameterRow *> edited() const;
    bool isUnderWay() const;
    void rowEnded(ParameterRow &row, bool accepted);
    void startMotions();
    void refresh();

    std::vector<ParameterRow *> m_rows;
    ElidedLabel *m_title;
    std::vector<ElidedLabel *> m_lines;
    QPushButton *m_apply;
    QPushButton *m_discard;
    InlineMessage *m_message;
    bool m_collecting = false;
    struct Motion {
        ParameterRow *row;
        QString edit; ///< as it was when Apply all was pressed
    };
    std::vector<ParameterRow *> m_settings; ///< of this Apply all, under way
    std::vector<Motion> m_motions;          ///< wait for the settings
    int m_refused = 0;
};
} // namespace podium::ui
