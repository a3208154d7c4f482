// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/scpi/instrumentdevice.h"

#include "devices/instrument/stopwait.h"
#include "devices/links/linktext.h"

#include <utility>

/// How an InstrumentDevice is connected, writes and stops.
namespace podium::devices
{
using namespace engine;

InstrumentDevice::InstrumentDevice(const DeviceContext &context, InstrumentDescription description,
                                   std::shared_ptr<SharedLink> link)
    : DescribedDevice(context, description)
    , m_description(std::move(description))
    , m_talk(std::move(link), m_description, context.id)
{
    addDescribed(m_description);
}

InstrumentDevice::~InstrumentDevice() { close(); }

void InstrumentDevice::openLink()
{
    QObject::connect(&m_talk.link(), &MessageLink::stateChanged, this, &InstrumentDevice::linkChanged);
    m_talk.shared().open();
}

void InstrumentDevice::closeLink()
{
    QObject::disconnect(&m_talk.link(), nullptr, this, nullptr);
    if (linkState() == LinkState::Up)
        for (const auto &message : m_description.close)
            m_talk.link().urgentNow(message, m_description.acknowledge ? 1 : 0, [](const ExchangeResult &) {});
    m_talk.shared().close();
}

void InstrumentDevice::reconnect()
{
    m_talk.link().close();
    m_talk.link().open();
}

void InstrumentDevice::linkEnded()
{
    m_muteUntil.clear();
    m_timeouts.clear();
}

/// One unit is told from another by the part `unit` of the pattern, or by the whole answer.
DescribedDevice::Identity InstrumentDevice::identity() const
{
    const auto &answer = link().identity();
    const auto text = QString::fromLatin1(answer);
    const auto &pattern = m_description.policy.identity;
    const auto part = QStringLiteral("unit");
    const bool isPart = pattern && pattern->namedCaptureGroups().contains(part);
    return {isPart ? pattern->match(text).captured(part) : text, shown(answer)};
}

Op<void> InstrumentDevice::initialise()
{
    co_await m_talk.tell([this] { return m_description.initialise; }, MessageClass::Harmless);
}

Op<void> InstrumentDevice::write(Parameter &parameter, Value value)
{
    const auto &known = described(parameter);
    const auto fill = [&](const MessageTemplate::Piece &piece) {
        if (piece.place == MessageTemplate::Place::Value)
            return known.wire.encode(value);
        auto &other = *this->parameter(piece.text);
        return described(other).wire.encode(&other == &parameter ? value : other.target());
    };
    const auto make = [&] { return std::vector<QByteArray>{known.write->filled(fill)}; };
    co_await m_talk.tell(make, known.harmless ? MessageClass::Harmless : MessageClass::Write);
}

Op<bool> InstrumentDevice::act(const CommandSpec &command, Arguments arguments)
{
    const auto *known = named(m_description.commands, command.name);
    if (!known)
        co_return false;
    const auto fill = [&](const MessageTemplate::Piece &piece) {
        qsizetype index = 0;
        while (known->spec.arguments[index].name != piece.text)
            ++index;
        return known->wires[static_cast<std::size_t>(index)].encode(arguments[index]);
    };
    const auto make = [&] {
        std::vector<QByteArray> messages;
        for (const auto &message : known->messages)
            messages.push_back(message.filled(fill));
        return messages;
    };
    co_await m_talk.tell(make, known->harmless ? MessageClass::Harmless : MessageClass::Write);
    co_return true;
}

Op<bool> InstrumentDevice::saysSettled(const Parameter &parameter)
{
    const auto &flag = described(parameter).settledWhen;
    if (!flag)
        co_return true;
    const auto answer = co_await m_talk.ask(flag->field.reply);
    ParameterSpec spec;
    spec.type = ParameterType::Boolean;
    try {
        co_return std::get<bool>(flag->wire.decode(spec, m_talk.part(flag->field, answer)));
    } catch (const Error &error) {
        throw m_talk.told(error);
    }
}

Op<void> InstrumentDevice::sendStop(const InstrumentStop &stop)
{
    m_talk.shared().noteTrouble(); // it does not wait to be asked about
    const auto send = [&](std::size_t i, auto answered) { return m_talk.link().urgentNow(stop.messages[i], stop.replies, std::move(answered)); };
    const auto results = co_await StopWait<ExchangeResult>(stop.messages.size(), send, [this](TimePoint when) { markStopByte(when); });
    for (std::size_t i = 0; i < results.size(); ++i) {
        const auto reply = QString::fromLatin1(results[i].reply);
        const bool isAccepted = stop.accept && stop.accept->match(reply).hasMatch();
        if (stop.replies > 0 && !results[i].discarded && !isAccepted)
            m_talk.check(stop.messages[i], reply, true);
    }
    adoptAfterStop();
}

Op<void> InstrumentDevice::stop() { co_await sendStop(m_description.stop); }

Op<void> InstrumentDevice::fastStop() { co_await sendStop(m_description.fastStop); }
} // namespace podium::devices
