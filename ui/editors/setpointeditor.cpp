// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editors/setpointeditor.h"

#include "engine/model/valuecheck.h"
#include "ui/style/plaintext.h"
#include "ui/style/spelling.h"

#include <QBoxLayout>
#include <QClipboard>
#include <QFocusEvent>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QToolTip>

namespace podium::ui
{
using namespace engine;

SetpointEditor::SetpointEditor(ParameterSpec spec, QString address, QWidget *parent)
    : QWidget(parent)
    , m_spec(std::move(spec))
    , m_address(std::move(address))
    , m_soft(m_spec.softLimits)
    , m_hint(new ElidedLabel)
    , m_message(new InlineMessage)
{
    auto small = font();
    small.setPointSizeF(small.pointSizeF() * 0.85);
    m_hint->setFont(small);
    m_hint->setTone(Tone::Muted);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(1);
    layout->addWidget(m_hint);
    layout->addWidget(m_message);
}

void SetpointEditor::setField(QWidget *field, QWidget *holder)
{
    m_field = field;
    static_cast<QVBoxLayout *>(layout())->insertWidget(0, holder ? holder : field);
    field->installEventFilter(this);
    field->setFocusPolicy(Qt::StrongFocus);
    field->setAccessibleName(tr("%1 setpoint").arg(oneLine(m_spec.title.isEmpty() ? m_spec.name : m_spec.title)));
    setFocusProxy(field);
    updateTexts();
}

void SetpointEditor::setState(const Value &setpoint, const Value &readback, const Limits &softLimits, const Limits &toldLimits)
{
    m_readback = readback;
    const bool isNew = setpoint != m_setpoint;
    if (!isNew && softLimits == m_soft && toldLimits == m_told)
        return;
    m_setpoint = setpoint;
    m_soft = softLimits;
    m_told = toldLimits;
    if (isNew)
        showSetpoint();
    if (m_sent && isNew && *m_sent == setpoint)
        commitAccepted();
    else if (isNew && !m_edited && !m_sent)
        showValue(m_setpoint);
    updateTexts();
}

void SetpointEditor::setBlocked(const QString &why)
{
    if (m_blocked == why)
        return;
    m_blocked = why;
    showBlocked(!why.isEmpty());
    updateTexts();
}

void SetpointEditor::setRemark(const QString &remark, const QString &lasting)
{
    m_lastingRemark = lasting;
    if (std::exchange(m_remark, remark) != remark)
        updateTexts();
}

void SetpointEditor::commitAccepted()
{
    if (!m_sent)
        return; // the operator is at the next edit already
    m_sent.reset();
    setEdited(false);
    showValue(m_setpoint);
    updateTexts();
}

void SetpointEditor::commitRefused()
{
    if (!m_sent)
        return;
    m_sent.reset();
    if (!m_field->hasFocus() && !m_keepsEdits)
        revert();
    updateTexts();
}

void SetpointEditor::apply() { send(false); }

void SetpointEditor::resend() { send(true); }

void SetpointEditor::revert()
{
    m_sent.reset();
    setEdited(false);
    showValue(m_setpoint);
    updateTexts();
}

void SetpointEditor::edited()
{
    m_message->clear();
    setEdited(true);
    if (m_sent)
        m_atStart = *std::exchange(m_sent, std::nullopt);
    updateTexts();
    Q_EMIT editTextChanged();
}

void SetpointEditor::setEdited(bool edited)
{
    if (std::exchange(m_edited, edited) == edited)
        return;
    if (edited)
        m_atStart = m_setpoint;
    showPending(edited);
    Q_EMIT editedChanged(edited);
}

void SetpointEditor::send(bool evenIfUnchanged)
{
    if (!m_blocked.isEmpty()) {
        m_message->say(Tone::Major, m_blocked);
        return;
    }
    try {
        const Value wanted = checked();
        if (m_sent && *m_sent == wanted)
            return; // it is on its way
        if (wanted == m_setpoint && !evenIfUnchanged) {
            revert();
            m_message->say(Tone::Muted, tr("%1 is the setpoint already; Ctrl+Enter sends it again.").arg(shortly(wanted, m_spec.decimals)));
            return;
        }
        m_message->clear();
        m_sent = wanted;
        Q_EMIT commitRequested(wanted);
    } catch (const Error &error) {
        m_message->say(Tone::Major, error.message());
    }
    updateTexts();
}

Value SetpointEditor::checked() const
{
    Value wanted = m_edited ? typed() : m_setpoint;
    if (auto refusals = checkValue(m_spec, wanted, m_soft, m_address, m_told); !refusals.empty())
        throw Error(std::move(refusals));
    return wanted;
}

bool SetpointEditor::isEditedTo(const Value &value) const
{
    try {
        return m_edited && typed() == value;
    } catch (const Error &) {
        return false;
    }
}

bool SetpointEditor::steps(int) { return false; }

bool SetpointEditor::keyPressed(int key, Qt::KeyboardModifiers modifiers)
{
    switch (key) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        modifiers.testFlag(Qt::ControlModifier) ? resend() : apply();
        return true;
    case Qt::Key_Escape:
        if (modifiers != Qt::NoModifier || (!m_edited && m_message->isHidden()))
            return false; // it may close what is around
        m_message->clear();
        revert();
        return true;
    default:
        return m_blocked.isEmpty() && !modifiers.testFlag(Qt::ControlModifier) && steps(key);
    }
}

bool SetpointEditor::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_field)
        return QWidget::eventFilter(watched, event);
    if (event->type() == QEvent::KeyPress) {
        const auto *press = static_cast<QKeyEvent *>(event);
        const bool isEnter = press->key() == Qt::Key_Return || press->key() == Qt::Key_Enter;
        if (isEnter && press->isAutoRepeat())
            return true; // a held key sends once
        return keyPressed(press->key(), press->modifiers() & ~Qt::KeypadModifier);
    }
    if (event->type() == QEvent::Wheel) {
        event->ignore(); // the page scrolls
        return true;
    }
    if (event->type() == QEvent::MouseButtonPress && static_cast<QMouseEvent *>(event)->button() == Qt::MiddleButton) {
        QGuiApplication::clipboard()->setText(m_address);
        QToolTip::showText(static_cast<QMouseEvent *>(event)->globalPosition().toPoint(), plainToolTip(tr("Copied %1").arg(m_address)), m_field);
        return true;
    }
    if (event->type() == QEvent::MouseButtonRelease && static_cast<QMouseEvent *>(event)->button() == Qt::MiddleButton)
        return true; // else X11's selection is pasted
    if (event->type() == QEvent::FocusOut) {
        const auto reason = static_cast<QFocusEvent *>(event)->reason();
        const bool isLeft = reason != Qt::PopupFocusReason && reason != Qt::ActiveWindowFocusReason && reason != Qt::MenuBarFocusReason;
        if (isLeft && m_edited && !m_sent && !m_keepsEdits && m_blocked.isEmpty())
            revert();
    }
    return false;
}
} // namespace podium::ui
