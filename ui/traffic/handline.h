// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/client/client.h"

#include <QWidget>

class QCheckBox;
class QPushButton;

namespace podium::ui
{
class InlineMessage;
class LineField;

/// A line from which one message is sent over a link by hand, and what became of it. Keys: Enter sends, Up and Down bring
/// back what was sent before, Esc empties the line.
/// Thread: the GUI's.
class HandLine : public QWidget
{
    Q_OBJECT

public:
    explicit HandLine(const engine::Client &client, QWidget *parent = nullptr);

    /// A device of the link that is spoken to; empty: there is none, and why.
    void setTarget(const engine::DeviceId &device, const QString &whyNot);
    /// An example of a message, and how messages are written; empty: as of a link that speaks text.
    void setHelp(const QString &example, const QString &help);

    LineField &field() const { return *m_field; }
    QCheckBox &asksOnly() const { return *m_asksOnly; }
    QPushButton &button() const { return *m_send; }
    InlineMessage &message() const { return *m_message; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void send();
    void sendNow(const QString &text, engine::MessageClass messageClass, engine::IfLocked ifLocked);
    void tell(const engine::TaskInfo &info, const QByteArray &reply, const QString &text, engine::MessageClass messageClass);
    void recall(int by);
    void refresh();

    engine::Client m_client;
    engine::DeviceId m_device;
    QString m_whyNot;
    QString m_help;
    LineField *m_field;
    QCheckBox *m_asksOnly;
    QPushButton *m_send;
    InlineMessage *m_message;
    QStringList m_history;
    qsizetype m_place = 0; ///< in the history; its size: a new one
    bool m_busy = false;
};
} // namespace podium::ui
