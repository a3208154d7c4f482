// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMap>
#include <QObject>
#include <QStringList>

#include <functional>
#include <vector>

namespace podium::ui
{
/// One setting of a kind of device: what a form asks for.
struct SettingField {
    enum class Kind : quint8 { Text, Number, Switch, Choice };

    QString name;
    QString help;
    Kind kind = Kind::Text;
    QStringList choices;
    QString fallback; ///< what counts if nothing is given
    bool isRequired = false;
    QString allowed; ///< "0.001 Ohm to 1000 Ohm"; empty: no limits
};

/// Something that a bench can have: a driver, or an instrument that a file describes.
struct DeviceKind {
    QString name; ///< as bench files call it
    QString title;
    QString family;
    QString help;
    bool isInstrument = false; ///< has an address
    std::vector<SettingField> settings;
};

/// A parameter of a device, as far as a bench file can say something of it in place of the driver.
struct ParameterField {
    QString name;
    QString title;
    bool hasLimits = false;
    bool hasAlarms = false;
    bool hasPoll = false;
    bool hasDecimals = false;
    QString allowed;              ///< by the device: "-5 mm to 25 mm"; empty: anything
    QMap<QString, QString> usual; ///< what counts if nothing is given, as a ParameterDraft
};

/// What a bench file says of one parameter: "limits.low", "limits.high", the same of "minor" and "major" alarms, "poll",
/// "decimals"; what is missing or empty: it says nothing.
using ParameterDraft = QMap<QString, QString>;

/// What a bench file says of one device, as far as the form shows it; empty: it says nothing.
struct DeviceDraft {
    QString id;
    QString title;
    QString group;
    QString kind;
    bool isInstrument = false;
    QString address;
    QMap<QString, QString> settings;
    QMap<QString, ParameterDraft> parameters; ///< by name
    bool operator==(const DeviceDraft &) const = default;
};

/// The text of a bench file after an edit, or why it could not be edited; then it is the same as before.
struct EditedText {
    QByteArray text;
    QString problem;
};

/// What is wrong with a device, and where: "id", "address", "settings.axis", "limits.position"; empty: something else of it.
struct FieldProblem {
    QString field;
    QString message;
};

/// What a try of a connection found out.
struct LinkAnswer {
    bool isGood = false;
    QString text;                    ///< for people
    QString kind;                    ///< of a probe: the instrument that it is; empty: none that is known
    QMap<QString, QString> settings; ///< of a probe
};

/// What the bench editor needs of the program; it knows no driver and no file format by itself. Edits are functions of the
/// file's text, so that nothing happens before save().
/// Thread: the GUI's.
class BenchEditing
{
public:
    virtual ~BenchEditing() = default;

    virtual const std::vector<DeviceKind> &kinds() const = 0;
    /// How addresses look, a line for each kind: "tcp://192.168.1.20:5025: an instrument on the network".
    virtual QStringList addressExamples() const = 0;

    /// The file as it is now.
    virtual EditedText read() const = 0;
    virtual std::vector<DeviceDraft> devices(const QByteArray &text) const = 0;
    /// Device: its place in devices(). What the draft says the same as before is not touched, nor anything else.
    virtual EditedText changed(const QByteArray &text, int device, const DeviceDraft &draft) const = 0;
    virtual EditedText added(const QByteArray &text, const DeviceDraft &draft) const = 0;
    virtual EditedText duplicated(const QByteArray &text, int device, const QString &id) const = 0;
    virtual EditedText removed(const QByteArray &text, int device) const = 0;
    /// Those that the device has; none if it cannot be made as the text describes it.
    virtual std::vector<ParameterField> parameters(const QByteArray &text, int device) const = 0;
    virtual std::vector<FieldProblem> problems(const QByteArray &text, int device) const = 0;
    /// What is wrong anywhere in the text, for people; empty: nothing.
    virtual QStringList allProblems(const QByteArray &text) const = 0;

    /// Writes the file, which still has to be as it was read, and lets the running bench take it. Returns why it was not
    /// written; empty: it was.
    virtual QString save(const QByteArray &text, const QByteArray &before) = 0;

    using Answered = std::function<void(const LinkAnswer &)>;
    /// Connects to the address, waits for the identity, and closes; sends nothing else. Answers later, in the context's thread.
    virtual void test(const DeviceDraft &draft, QObject *context, Answered answered) = 0;
    /// Asks what answers at an address. Answers later.
    virtual void probe(const QString &address, QObject *context, Answered answered) = 0;
};
} // namespace podium::ui
