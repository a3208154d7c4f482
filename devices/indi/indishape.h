// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/indi/indistandard.h"
#include "engine/model/command.h"

#include <QSet>

namespace podium::devices::indi
{
/// What of a vector a parameter shows.
enum class Aspect : quint8 {
    Member,     ///< the value of one member
    Chosen,     ///< which switch of the vector is on
    BlobSize,   ///< Unit: bytes
    BlobFormat, ///< ".fits"
    BlobTime,   ///< when the server sent it
    BlobImage,  ///< what can be seen of it
};
struct ShapedParameter {
    engine::ParameterSpec spec;
    Aspect aspect = Aspect::Member;
    std::size_t member = 0;
};

/// What a command does with its vector.
enum class Act : quint8 {
    SwitchOn, ///< one member
    Move,     ///< writes all members at once
    SaveBlob, ///< of one member
};
struct ShapedCommand {
    engine::CommandSpec spec;
    Act act = Act::SwitchOn;
    std::size_t member = 0;
};

/// The parameters and commands that stand for one vector.
struct Shape {
    std::vector<ShapedParameter> parameters;
    std::vector<ShapedCommand> commands;
};

/// Gives names that a device may use, each once.
/// Thread: one at a time.
class Names
{
public:
    /// In small letters, with _ for everything that may not stand in a name; a number behind it if it is taken.
    QString take(const QString &wanted);

private:
    QSet<QString> m_taken;
};

/// What an operator gets for a vector. Numbers become quantities with the server's limits; switches of which one at most is on
/// become one choice, other switches booleans; a switch that stands alone, and those of Connection, Park and Abort, become
/// commands; a BLOB becomes its picture, size, format and time, and a command that saves it.
/// Thread: any.
Shape shapeOf(const Vector &vector, const QString &kind, Names &names);

/// The value of a choice when no switch is on.
QString noneOn();
/// The limits of a number, as the server gave them.
engine::Limits limitsOf(const Member &member);
} // namespace podium::devices::indi
