// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

class QAbstractItemModel;
class QWidget;

namespace podium::tests {

/// Walks everything that a program shows (labels, buttons, fields, lists, actions, menus, tooltips, titles, names for screen
/// readers) and notes each text that is not shown letter by letter.
class PlainWalk
{
public:
    /// The foreign text; its first character stands nowhere else.
    explicit PlainWalk(QString foreign) : m_foreign(std::move(foreign)) {}

    /// All windows, with all that is in them; where it is said for the report.
    void walk(const QString &where);
    const QStringList &findings() const { return m_findings; }
    /// How many texts had the foreign one in them.
    int seen() const { return m_seen; }

private:
    void walk(QWidget &widget);
    void walk(const QAbstractItemModel &model, const QString &what);
    void text(const QString &what, const QString &text, bool hasMnemonics = false);
    void toolTip(const QString &what, const QString &tip);
    /// Whether the foreign text is in it whole, as far as it can be looked for.
    void whole(const QString &what, QString text, bool hasMnemonics);
    void note(const QString &what, const QString &text);

    QString m_foreign;
    QString m_where;
    QStringList m_findings;
    int m_seen = 0;
};

} // namespace podium::tests
