// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/plainwalk.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QGroupBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTextEdit>

#include <algorithm>

namespace podium::tests {

namespace {

constexpr QChar breakHere(0x200B);

/// What draws nothing of its own, or changes what stands beside it.
bool isRaw(QChar c)
{
    const auto kind = c.category();
    return kind == QChar::Other_Control || kind == QChar::Other_Surrogate || kind == QChar::Separator_Line
        || kind == QChar::Separator_Paragraph || (kind == QChar::Other_Format && c != breakHere);
}

} // namespace

void PlainWalk::note(const QString &what, const QString &text)
{
    m_findings << QStringLiteral("%1: %2: %3").arg(m_where, what, QString::fromLatin1(text.left(200).toUtf8().toPercentEncoding(" <>&%/=\"'();:.,")));
}

void PlainWalk::whole(const QString &what, QString text, bool hasMnemonics)
{
    const auto start = m_foreign.front();
    if (!text.contains(start))
        return;
    ++m_seen;
    const bool canBeFound = m_foreign.size() < 40 && std::none_of(m_foreign.begin(), m_foreign.end(), isRaw);
    text.remove(breakHere);
    if (!canBeFound || text.contains(QChar(0x2026)))
        return;
    auto wanted = m_foreign;
    if (hasMnemonics)
        wanted.replace(u'&', QStringLiteral("&&"));
    if (text.count(start) != text.count(wanted))
        note(what + QStringLiteral(" damages it"), text);
}

void PlainWalk::text(const QString &what, const QString &text, bool hasMnemonics)
{
    const auto isBad = [&](QChar c) { return isRaw(c) && c != u'\n' && c != u'\t'; };
    bool isPair = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        isPair = i + 1 < text.size() && text[i].isHighSurrogate() && text[i + 1].isLowSurrogate();
        if (isPair)
            ++i;
        else if (isBad(text[i]))
            return note(what + QStringLiteral(" has raw characters"), text);
    }
    whole(what, text, hasMnemonics);
}

void PlainWalk::toolTip(const QString &what, const QString &tip)
{
    if (!Qt::mightBeRichText(tip))
        return text(what, tip);
    auto inside = tip;
    for (const auto *tag : {"<p>", "</p>", "<br>"})
        inside.remove(QLatin1String(tag));
    if (inside.contains(u'<'))
        return note(what + QStringLiteral(" is rich text"), tip);
    for (const auto &[entity, letter] : {std::pair("&lt;", "<"), {"&gt;", ">"}, {"&quot;", "\""}, {"&amp;", "&"}})
        inside.replace(QLatin1String(entity), QLatin1String(letter));
    text(what, inside);
}

void PlainWalk::walk(const QAbstractItemModel &model, const QString &what)
{
    const auto rows = [&](const auto &self, const QModelIndex &parent) -> void {
        for (int row = 0; row < model.rowCount(parent); ++row)
            for (int column = 0; column < model.columnCount(parent); ++column) {
                const auto index = model.index(row, column, parent);
                text(what, index.data().toString());
                toolTip(what + QStringLiteral(" tooltip"), index.data(Qt::ToolTipRole).toString());
                text(what + QStringLiteral(" for screen readers"), index.data(Qt::AccessibleTextRole).toString());
                if (column == 0)
                    self(self, index);
            }
    };
    rows(rows, {});
    for (int column = 0; column < model.columnCount(); ++column)
        text(what + QStringLiteral(" header"), model.headerData(column, Qt::Horizontal).toString());
}

void PlainWalk::walk(QWidget &widget)
{
    const auto what = QString::fromLatin1(widget.metaObject()->className());
    toolTip(what + QStringLiteral(" tooltip"), widget.toolTip());
    text(what + QStringLiteral(" name"), widget.accessibleName());
    text(what + QStringLiteral(" title"), widget.windowTitle());
    if (const auto *label = qobject_cast<QLabel *>(&widget)) {
        if (label->textFormat() != Qt::PlainText && Qt::mightBeRichText(label->text()))
            note(what + QStringLiteral(" is rich text"), label->text());
        text(what, label->text(), label->buddy() != nullptr);
    } else if (const auto *button = qobject_cast<QAbstractButton *>(&widget)) {
        text(what, button->text(), true);
    } else if (const auto *line = qobject_cast<QLineEdit *>(&widget)) {
        text(what, line->text());
        text(what + QStringLiteral(" placeholder"), line->placeholderText());
    } else if (const auto *group = qobject_cast<QGroupBox *>(&widget)) {
        text(what, group->title(), true);
    } else if (const auto *plain = qobject_cast<QPlainTextEdit *>(&widget)) {
        text(what, plain->toPlainText());
    } else if (qobject_cast<QTextEdit *>(&widget)) {
        note(what, QStringLiteral("is made for rich text"));
    } else if (const auto *box = qobject_cast<QComboBox *>(&widget)) {
        for (int i = 0; i < box->count(); ++i)
            text(what, box->itemText(i));
    } else if (const auto *view = qobject_cast<QAbstractItemView *>(&widget)) {
        if (view->model())
            walk(*view->model(), what);
    }
    for (const auto *action : widget.actions()) {
        text(QStringLiteral("action"), action->text(), true);
        text(QStringLiteral("action status"), action->statusTip());
        toolTip(QStringLiteral("action tooltip"), action->toolTip());
    }
}

void PlainWalk::walk(const QString &where)
{
    m_where = where;
    for (auto *window : QApplication::topLevelWidgets()) {
        walk(*window);
        for (auto *widget : window->findChildren<QWidget *>())
            walk(*widget);
    }
}

} // namespace podium::tests
