// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/traffic/handline.h"

#include "engine/model/bytetext.h"
#include "ui/editors/inlinemessage.h"
#include "ui/editors/linefield.h"
#include "ui/style/plaintext.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QFontDatabase>
#include <QKeyEvent>
#include <QPushButton>

#include <algorithm>

namespace podium::ui
{
using namespace engine;

HandLine::HandLine(const Client &client, QWidget *parent)
    : QWidget(parent)
    , m_client(client)
    , m_field(new LineField)
    , m_asksOnly(new QCheckBox(tr("&asks only")))
    , m_send(new QPushButton(tr("Send")))
    , m_message(new InlineMessage)
{
    m_field->setAccessibleName(tr("Message by hand"));
    m_field->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_field->setMaxLength(4000);
    m_field->installEventFilter(this);
    m_asksOnly->setToolTip(tr("You are sure that the message changes nothing at the instrument. Then STOP ALL, write protection and "
                              "interlocks do not hold it back, and it must be answered."));
    m_asksOnly->setAccessibleDescription(m_asksOnly->toolTip());
    m_send->setAutoDefault(false);
    auto *row = new QHBoxLayout;
    row->setSpacing(4);
    row->addWidget(m_field, 1);
    row->addWidget(m_asksOnly);
    row->addWidget(m_send);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(2);
    column->addWidget(m_message);
    column->addLayout(row);
    connect(m_send, &QPushButton::clicked, this, &HandLine::send);
    connect(m_field, &QLineEdit::returnPressed, this, &HandLine::send);
    connect(m_field, &QLineEdit::textChanged, this, &HandLine::refresh);
    setHelp({}, {});
}

void HandLine::setTarget(const DeviceId &device, const QString &whyNot)
{
    if (std::exchange(m_device, device) != device)
        m_message->clear();
    m_whyNot = whyNot;
    refresh();
}

void HandLine::setHelp(const QString &example, const QString &help)
{
    m_help = help.isEmpty() ? tr("The line end of the link is added. Other bytes: \\r \\n \\t \\\\ \\xNN.") : help;
    m_field->setPlaceholderText(tr("One message by hand, for example %1").arg(example.isEmpty() ? QStringLiteral("*IDN?") : example));
    refresh();
}

void HandLine::refresh()
{
    const auto why = !m_whyNot.isEmpty()           ? m_whyNot
                     : m_busy                      ? tr("The message before is still under way.")
                     : m_field->text().isEmpty()   ? tr("Write a message first.")
                                                   : QString();
    m_send->setEnabled(why.isEmpty());
    m_send->setToolTip(why.isEmpty() ? tr("Sends the message under the locks of all devices on this link, and shows what comes back. Keys: Enter.") : plainToolTip(why));
    m_send->setAccessibleDescription(why);
    m_field->setBlocked(!m_whyNot.isEmpty());
    m_field->setToolTip(plainToolTip(m_whyNot.isEmpty() ? tr("%1 Keys: Enter sends, Up and Down bring back what was sent before, Esc empties the line.").arg(m_help)
                                                        : m_whyNot));
}

void HandLine::send()
{
    if (!m_send->isEnabled())
        return;
    sendNow(m_field->text(), m_asksOnly->isChecked() ? MessageClass::Read : MessageClass::Write, IfLocked::Refuse);
}

void HandLine::sendNow(const QString &text, MessageClass messageClass, IfLocked ifLocked)
{
    QByteArray bytes;
    try {
        bytes = bytesOf(text);
    } catch (const Error &error) {
        m_message->say(Tone::Major, error.message());
        return;
    }
    m_history.removeAll(text);
    m_history << text;
    constexpr qsizetype kept = 100;
    if (m_history.size() > kept)
        m_history.removeFirst();
    m_place = m_history.size();
    m_busy = true;
    m_message->clear();
    refresh();
    const auto task = m_client.sendByHand(m_device, bytes, messageClass, ifLocked);
    task.finally(this, [this, task, text, messageClass](const TaskInfo &info) {
        m_busy = false;
        refresh();
        tell(info, info.succeeded() ? task.result() : QByteArray(), text, messageClass);
    });
    m_field->selectAll();
}

void HandLine::tell(const TaskInfo &info, const QByteArray &reply, const QString &text, MessageClass messageClass)
{
    constexpr qsizetype enough = 300;
    if (info.succeeded()) {
        const auto answer = byteText(reply.first(std::min(reply.size(), enough)));
        m_message->say(Tone::Muted, reply.isNull() ? tr("%1 was sent; nothing came back.").arg(text)
                                    : reply.size() > enough
                                        ? tr("%1 \u2192 %2\u2026 (%3 bytes)").arg(text, answer, QString::number(reply.size()))
                                        : tr("%1 \u2192 %2").arg(text, answer));
        return;
    }
    if (info.outcome == Outcome::Cancelled) {
        m_message->say(Tone::Major, info.reason == CancelReason::Stopped ? tr("%1 was held back by a stop.").arg(text) : tr("%1 was cancelled.").arg(text));
        return;
    }
    m_message->say(Tone::Major, info.error);
    const bool isLocked = !info.refusals.empty()
        && std::all_of(info.refusals.begin(), info.refusals.end(), [](const Refusal &refusal) { return refusal.kind == RefusalKind::Locked; });
    if (isLocked)
        m_message->offer(tr("Wait and send"), tr("Sends %1 as soon as the locks are free; cancel the task to give up.").arg(text),
                         [this, text, messageClass] { sendNow(text, messageClass, IfLocked::Wait); });
}

void HandLine::recall(int by)
{
    m_place = std::clamp<qsizetype>(m_place + by, 0, m_history.size());
    m_field->setText(m_place < m_history.size() ? m_history[m_place] : QString());
}

bool HandLine::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_field || event->type() != QEvent::KeyPress)
        return false;
    switch (static_cast<QKeyEvent *>(event)->key()) {
    case Qt::Key_Up:
        recall(-1);
        return true;
    case Qt::Key_Down:
        recall(1);
        return true;
    case Qt::Key_Escape:
        if (static_cast<QKeyEvent *>(event)->modifiers() != Qt::NoModifier)
            return false;
        m_field->clear();
        m_message->clear();
        return true;
    default:
        return false;
    }
}
} // namespace podium::ui
