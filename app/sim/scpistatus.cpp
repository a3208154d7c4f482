// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sim/scpistatus.h"

#include <cmath>
#include <utility>

namespace podium::app
{

namespace
{

constexpr int powerOnEvent = 128;
constexpr int commandErrorEvent = 32;
constexpr int executionErrorEvent = 16;
constexpr int eventSummary = 32;
constexpr int byteMask = 255;
constexpr qsizetype queueLength = 20;

struct ErrorText {
    int event;
    const char *text;
};

ErrorText errorText(ScpiError error)
{
    switch (error) {
    case ScpiError::DataType:
        return {commandErrorEvent, "-104,\"Data type error;"};
    case ScpiError::Parameter:
        return {commandErrorEvent, "-109,\"Missing parameter;"};
    case ScpiError::Header:
        return {commandErrorEvent, "-113,\"Undefined header;"};
    case ScpiError::Conflict:
        return {executionErrorEvent, "-221,\"Settings conflict;"};
    case ScpiError::Range:
        return {executionErrorEvent, "-222,\"Data out of range;"};
    case ScpiError::IllegalValue:
        return {executionErrorEvent, "-224,\"Illegal parameter value;"};
    }
    Q_UNREACHABLE();
}

} // namespace

ScpiStatus::ScpiStatus(QByteArray noError)
    : m_noError(std::move(noError))
    , m_events(powerOnEvent)
{
}

void ScpiStatus::addTo(ScpiTree &tree)
{
    tree.addCommand("*CLS", [this](const QByteArray &) {
        m_errors.clear();
        m_events = 0;
    });
    tree.addCommand("*ESE", [this](const QByteArray &argument) { setMask(m_eventMask, argument); });
    tree.addCommand("*SRE", [this](const QByteArray &argument) { setMask(m_requestMask, argument); });
    tree.addQuery("*ESE?", [this](const QByteArray &) { return QByteArray::number(m_eventMask); });
    tree.addQuery("*SRE?", [this](const QByteArray &) { return QByteArray::number(m_requestMask); });
    tree.addQuery("*ESR?", [this](const QByteArray &) { return takeEvents(); });
    tree.addQuery("*STB?", [this](const QByteArray &) { return statusByte(); });
    tree.addQuery("SYSTem:ERRor[:NEXT]?", [this](const QByteArray &) { return nextError(); });
    tree.addQuery("SYSTem:VERSion?", [](const QByteArray &) { return QByteArray("1995.0"); });
}

void ScpiStatus::report(ScpiError error, const QByteArray &detail)
{
    const ErrorText entry = errorText(error);
    m_events |= entry.event;
    if (m_errors.size() < queueLength)
        m_errors.enqueue(entry.text + QByteArray(detail).replace('"', '\'') + '"');
    else
        m_errors.last() = "-350,\"Queue overflow\"";
}

void ScpiStatus::powerCycle()
{
    m_errors.clear();
    m_events = powerOnEvent;
    m_eventMask = 0;
    m_requestMask = 0;
}

std::optional<double> ScpiStatus::number(const QByteArray &text)
{
    bool isNumber = false;
    const double value = text.toDouble(&isNumber);
    if (isNumber && std::isfinite(value))
        return value;
    report(text.isEmpty() ? ScpiError::Parameter : ScpiError::DataType, text);
    return std::nullopt;
}

std::optional<bool> ScpiStatus::boolean(const QByteArray &text)
{
    const QByteArray word = text.toUpper();
    if (word == "ON" || word == "1")
        return true;
    if (word == "OFF" || word == "0")
        return false;
    report(text.isEmpty() ? ScpiError::Parameter : ScpiError::DataType, text);
    return std::nullopt;
}

QByteArray ScpiStatus::nextError() { return m_errors.isEmpty() ? m_noError : m_errors.dequeue(); }

QByteArray ScpiStatus::takeEvents() { return QByteArray::number(std::exchange(m_events, 0)); }

QByteArray ScpiStatus::statusByte() const
{
    const int events = (m_events & m_eventMask) != 0 ? eventSummary : 0;
    return QByteArray::number(m_summary ? events | m_summary() : events);
}

void ScpiStatus::setMask(int &mask, const QByteArray &text)
{
    const std::optional<double> value = number(text);
    if (!value)
        return;
    if (*value >= 0.0 && *value <= byteMask)
        mask = static_cast<int>(*value);
    else
        report(ScpiError::Range, text);
}

} // namespace podium::app
