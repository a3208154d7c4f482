// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

/// The words of the INDI protocol as values. Source: INDI protocol 1.7.
namespace podium::devices::indi
{
enum class Type : quint8 { Text, Number, Switch, Light, Blob };
enum class State : quint8 { Idle, Ok, Busy, Alert };
enum class Rule : quint8 { OneOfMany, AtMostOne, AnyOfMany };
enum class Permission : quint8 { ReadOnly, WriteOnly, ReadWrite };

/// One member of a vector: what it is (if the vector was defined) and what it holds.
struct Member {
    QString name;
    QString label;
    QString text;                 ///< of a text; of a number as it was sent
    std::optional<double> number; ///< nothing: what was sent is no number
    QString format;
    std::optional<double> low; ///< with a high one, and below it
    std::optional<double> high;
    bool on = false;           ///< of a switch
    State light = State::Idle; ///< of a light
    QByteArray blob;
    QString blobFormat; ///< ".fits"
};

struct Vector {
    QString device;
    QString name;
    QString label;
    QString group;
    Type type = Type::Text;
    std::optional<State> state; ///< nothing: as it was
    Rule rule = Rule::AnyOfMany;
    Permission permission = Permission::ReadOnly;
    std::optional<double> timeout; ///< the longest that a write should take. Unit: s
    QString timestamp;
    QString message;
    std::vector<Member> members;

    Member *find(const QString &member);
};

/// One element of the stream.
struct Element {
    enum class Kind : quint8 { Define, Set, Delete, Message, PingRequest, PingReply, Unknown };

    Kind kind = Kind::Unknown;
    Vector vector; ///< of a Delete and a Message device, name (empty: the whole device), timestamp and message
    QString tag;
    QString uid; ///< of a ping
};

QLatin1String name(State state);
} // namespace podium::devices::indi
