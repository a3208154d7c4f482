// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/nameform.h"

#include <QBoxLayout>
#include <QKeyEvent>
#include <QToolButton>

namespace podium::ui
{
NameForm::NameForm(int longest, QWidget *parent) : QWidget(parent), m_question(new ElidedLabel), m_name(new LineField)
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(4);
    m_name->setMaxLength(longest);
    m_name->setPlaceholderText(tr("name"));
    m_name->setAccessibleName(tr("Name"));
    m_name->setToolTip(tr("Enter keeps it, Esc goes back"));
    m_name->installEventFilter(this);
    auto *keep = new QToolButton;
    keep->setText(tr("Keep"));
    keep->setToolTip(tr("Keeps it under this name; nothing moves"));
    auto *back = new QToolButton;
    back->setText(tr("Back"));
    back->setToolTip(tr("Leaves everything as it is"));
    for (auto *button : {keep, back})
        button->setFocusPolicy(Qt::StrongFocus);
    layout->addWidget(m_question);
    layout->addWidget(m_name, 1);
    layout->addWidget(keep);
    layout->addWidget(back);
    connect(keep, &QToolButton::clicked, this, [this] { Q_EMIT nameGiven(m_name->text()); });
    connect(back, &QToolButton::clicked, this, &NameForm::backRequested);
}

void NameForm::ask(const QString &question, const QString &suggestion)
{
    m_question->setText(question);
    m_name->setAccessibleDescription(question);
    m_name->setText(suggestion);
    m_name->setFocus(Qt::OtherFocusReason);
}

bool NameForm::eventFilter(QObject *, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return false;
    switch (static_cast<QKeyEvent *>(event)->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        Q_EMIT nameGiven(m_name->text());
        return true;
    case Qt::Key_Escape:
        Q_EMIT backRequested();
        return true;
    default:
        return false;
    }
}
} // namespace podium::ui
