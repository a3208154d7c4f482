// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/scpi/instrumentdescription.h"
#include "devices/scpi/sharedlink.h"
#include "engine/model/address.h"
#include "engine/tasks/operation.h"

namespace podium::devices
{
/// Speaks to one instrument as its description says: questions, messages with their acknowledgement, errors.
/// Thread: the engine's, inside a task.
class InstrumentTalk
{
public:
    InstrumentTalk(std::shared_ptr<SharedLink> shared, const InstrumentDescription &description,
                   engine::DeviceId device);

    MessageLink &link() const { return m_shared->link(); }
    SharedLink &shared() const { return *m_shared; }

    /// The reply to one of the questions. Errors: as MessageLink::query, and Device for an error in the reply's place, that
    /// without the traffic.
    engine::Op<QString> ask(std::size_t reply);
    /// The part of a reply where a value stands. Errors: Device when the reply does not match; without the traffic, because
    /// of most polls only the message is kept.
    QString part(const InstrumentField &field, const QString &reply) const;

    /// Sends messages one after the other; each must be acknowledged and cause no error, if the instrument has such.
    /// They are made when it is their turn, so that they know what was written just before.
    /// Errors: as MessageLink::send, Device with what the instrument says, and what make throws.
    engine::Op<void> tell(std::function<std::vector<QByteArray>()> make, MessageClass messageClass);
    /// Forgets the errors that are queued from before, and notes them in the log.
    engine::Op<void> clearErrors();

    /// The error with the traffic before it, if it has none yet.
    engine::Error told(const engine::Error &error) const;

    /// Throws what the reply to this message says is wrong. Errors: Device, for an acknowledgement with the traffic.
    void check(const QByteArray &message, const QString &reply, bool isAcknowledgement) const;

private:
    engine::Op<QStringList> takeErrors();
    engine::Op<QStringList> takeQueue(const InstrumentErrorQuery &query, quint64 trouble);
    engine::Op<QStringList> takeRegister(const InstrumentErrorRegister &known);
    void judge(ErrorSeverity severity, const QString &words, QStringList &errors) const;
    engine::Op<void> noteErrors();
    /// What the loss of a write's verdict means for the write.
    engine::Error unsure(const engine::Error &error, const QByteArray &message) const;
    QString inWords(const QString &code, const QString &text) const;
    [[noreturn]] void refuse(const QString &message) const;

    std::shared_ptr<SharedLink> m_shared;
    const InstrumentDescription &m_description;
    engine::DeviceId m_device;
};
} // namespace podium::devices
