// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/instrument/describeddevice.h"
#include "devices/scpi/instrumenttalk.h"

namespace podium::devices
{
/// A device that an instrument file describes and that is spoken to in messages, over a link that it may share with others.
/// Thread: the engine's.
class InstrumentDevice final : public DescribedDevice, public engine::LinkUser
{
    Q_OBJECT

public:
    InstrumentDevice(const engine::DeviceContext &context, InstrumentDescription description,
                     std::shared_ptr<SharedLink> link);
    ~InstrumentDevice() override;

    void reconnect() override;

    engine::Op<engine::Value> read(engine::Parameter &parameter) override;
    engine::Op<void> write(engine::Parameter &parameter, engine::Value value) override;

    bool canStop() const override { return m_description.stop.exists(); }
    engine::Op<void> stop() override;
    bool hasFastStop() const override { return m_description.fastStop.exists(); }
    engine::Op<void> fastStop() override;

    QStringList recentTraffic() const override { return link().recentTraffic(); }

    engine::LinkPort *linkPort() override { return &m_talk.link(); }

    const MessageLink &link() const { return m_talk.link(); }

private:
    void openLink() override;
    void closeLink() override;
    LinkState linkState() const override { return link().state(); }
    QString linkWhy() const override { return link().why(); }
    QString linkAddress() const override { return link().address(); }
    Identity identity() const override;
    void linkEnded() override;
    engine::Op<void> clearErrors() override { return m_talk.clearErrors(); }
    engine::Op<void> initialise() override;
    /// A question that got no answer is left out for a while (one that the instrument does not know must not keep the rest from
    /// being there), unless mutedToo.
    engine::Op<std::optional<engine::Error>> readAll(std::vector<engine::Parameter *> due, bool mutedToo) override;
    bool asksBusy() const override { return m_description.busy.has_value(); }
    Settling settlingOf(const engine::Parameter &parameter) const override { return described(parameter).settling; }
    engine::Op<bool> saysSettled(const engine::Parameter &parameter) override;
    engine::Op<bool> act(const engine::CommandSpec &command, engine::Arguments arguments) override;

    const InstrumentParameter &described(const engine::Parameter &parameter) const;
    engine::Op<QString> askAndStore(std::size_t reply, const engine::Parameter *except);
    void store(engine::Parameter &parameter, const QString &reply);
    engine::Value decoded(const engine::Parameter &parameter, const QString &reply) const;
    void storeBusy(const QString &reply);
    void lose(std::size_t reply, const engine::Error &error);
    engine::Op<void> sendStop(const InstrumentStop &stop);

    const InstrumentDescription m_description;
    InstrumentTalk m_talk;
    std::map<std::size_t, engine::TimePoint> m_muteUntil; // by reply
    std::map<std::size_t, int> m_timeouts;                // in a row, by reply
};
} // namespace podium::devices
