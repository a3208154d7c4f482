// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sim/faultplan.h"

#include <utility>

namespace podium::app
{

FaultPlan::FaultPlan(const QList<FaultRule> &rules, const QByteArray &instrument, quint32 seed)
    : m_generator(seed)
{
    for (const FaultRule &rule : rules) {
        if (rule.instrument.isEmpty() || rule.instrument == instrument)
            m_rules.append({rule, 0});
    }
}

MessageFaults FaultPlan::strike(const QByteArray &message, bool isStop)
{
    MessageFaults faults;
    for (Counted &counted : m_rules) {
        if (counted.rule.matches(message, isStop) && counted.rule.strikes(++counted.count)) {
            apply(counted.rule, faults);
            faults.names += (faults.names.isEmpty() ? "" : " ") + FaultRule::verbName(counted.rule.verb);
        }
    }
    return faults;
}

void FaultPlan::apply(const FaultRule &rule, MessageFaults &faults)
{
    const std::chrono::milliseconds time(rule.number);
    switch (rule.verb) {
    case FaultVerb::Delay:
        faults.delay = time;
        break;
    case FaultVerb::Drop:
        faults.dropReply = true;
        break;
    case FaultVerb::DropRequest:
        faults.dropRequest = true;
        break;
    case FaultVerb::Duplicate:
        faults.duplicate = true;
        break;
    case FaultVerb::Garbage:
        faults.garbage = randomBytes(rule.number);
        break;
    case FaultVerb::Freeze:
        faults.freeze = time;
        break;
    case FaultVerb::IgnoreStop:
        faults.ignoreStop = true;
        break;
    case FaultVerb::Reboot:
        faults.reboot = time;
        break;
    case FaultVerb::OneByte:
        faults.oneByte = time;
        break;
    }
}

/// Any bytes but line ends, which belong to the framing.
QByteArray FaultPlan::randomBytes(int count)
{
    constexpr unsigned byteValues = 256;
    QByteArray bytes;
    while (bytes.size() < count) {
        const char byte = static_cast<char>(m_generator() % byteValues);
        if (byte != '\n' && byte != '\r')
            bytes.append(byte);
    }
    return bytes;
}

} // namespace podium::app
