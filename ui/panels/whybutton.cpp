// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/whybutton.h"

#include "ui/editors/linefield.h"
#include "ui/style/plaintext.h"
#include "ui/style/refreshclock.h"

#include <QContextMenuEvent>
#include <QLabel>
#include <QShortcut>
#include <QWidgetAction>

namespace podium::ui
{
namespace
{
QString inLines(const QString &text)
{
    QStringList lines;
    for (const auto &line : text.split(u'\n'))
        lines << wrappable(line);
    return lines.join(u'\n');
}
} // namespace

WhyButton::WhyButton(WhyHelp &help, const QString &subject, QWidget *scope)
    : QToolButton(scope)
    , m_help(help)
    , m_key(new QShortcut(QKeySequence(Qt::SHIFT | Qt::Key_F1), scope, this, &WhyButton::open,
                          Qt::WidgetWithChildrenShortcut))
{
    setText(tr("why?"));
    setAutoRaise(true);
    auto small = font();
    small.setPointSizeF(small.pointSizeF() * 0.85);
    small.setUnderline(true);
    setFont(small);
    setFixedHeight(QFontMetrics(small).height() + 3); // the line of small print below a field
    setAccessibleName(tr("Why %1 cannot be used freely").arg(oneLine(subject, 60)));
    auto keepsPlace = sizePolicy();
    keepsPlace.setRetainSizeWhenHidden(true);
    setSizePolicy(keepsPlace);
    hide();
    m_key->setEnabled(false);
    connect(this, &QToolButton::clicked, this, &WhyButton::open);
}

WhyButton::~WhyButton() { RefreshClock::instance().forget(this); }

void WhyButton::setWhys(const std::vector<Why> &whys)
{
    if (whys == m_whys && !whys.empty())
        return;
    m_help.setWhys(whys);
    m_whys = whys;
    setVisible(hasWhy());
    m_key->setEnabled(hasWhy());
    if (m_menu)
        m_menu->close(); // what it offers is about something that is over
    if (hasWhy())
        RefreshClock::instance().listenToSeconds(this, [this] { retell(); });
    else
        RefreshClock::instance().forget(this);
    setAccessibleDescription(m_help.text(m_whys));
    retell();
}

/// Only for eyes: a screen reader is not to be told the age once a second.
void WhyButton::retell()
{
    const auto text = m_help.text(m_whys);
    setToolTip(hasWhy() ? plainToolTip(text + u'\n' + tr("Press for what can be done about it. Keys: Shift+F1"))
                        : QString());
    setStatusTip(oneLine(text));
}

void WhyButton::open() { openAt(mapToGlobal(rect().bottomLeft()), m_whys, waiting()); }

void WhyButton::openAt(const QPoint &globalPlace, const std::vector<Why> &whys, const Waiting &waiting)
{
    if (whys.empty())
        return;
    if (m_menu)
        m_menu->close();
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    fill(*menu, whys, waiting);
    menu->popup(globalPlace);
}

void WhyButton::serveMenuOfButtons(const QWidget &around)
{
    for (auto *button : around.findChildren<QAbstractButton *>())
        serveMenuOf(*button);
}

bool WhyButton::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::ContextMenu || !hasWhy())
        return QToolButton::eventFilter(watched, event);
    if (m_menu)
        m_menu->close();
    auto *line = qobject_cast<LineField *>(watched);
    auto *menu = line ? line->makeMenu() : new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (line)
        menu->addSeparator();
    fill(*menu, m_whys, waiting());
    if (m_addMore && !line) {
        menu->addSeparator();
        m_addMore(*menu);
    }
    menu->popup(static_cast<QContextMenuEvent *>(event)->globalPos());
    return true;
}

void WhyButton::fill(QMenu &menu, const std::vector<Why> &whys, const Waiting &waiting)
{
    m_menu = &menu;
    menu.setToolTipsVisible(true);
    const auto text = [this, whys, hint = waiting.run || whys.front().isBlocking() ? QString() : waiting.hint] {
        return hint.isEmpty() ? m_help.text(whys) : m_help.text(whys) + u'\n' + hint;
    };
    menu.setAccessibleName(oneLine(text()));
    auto *label = new QLabel;
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setMargin(8);
    label->setFixedWidth(label->fontMetrics().averageCharWidth() * 54);
    label->setText(inLines(text()));
    auto *reason = new QWidgetAction(&menu);
    reason->setDefaultWidget(label);
    reason->setText(oneLine(text())); // for a screen reader, which comes to it first
    menu.addAction(reason);
    menu.addSeparator();
    RefreshClock::instance().listenToSeconds(label, [label, text] { label->setText(inLines(text())); });
    for (const auto &offer : m_help.offers(whys, waiting)) {
        auto *action = menu.addAction(buttonText(offer.label), &m_help, offer.run);
        action->setToolTip(plainToolTip(offer.explanation));
        action->setStatusTip(oneLine(offer.explanation));
    }
}
} // namespace podium::ui
