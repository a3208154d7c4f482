// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/console/interpreter.h"
#include "engine/console/jsonwriter.h"
#include "engine/console/textwriter.h"
#include "tests/support/testdevice.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace podium::tests {

/// A device with two parameters that move it, one command with arguments, and no stop.
class TwoAxes final : public Device
{
public:
    explicit TwoAxes(const DeviceContext &context) : Device(context, QStringLiteral("rotator"))
    {
        for (const auto &name : {QStringLiteral("azimuth"), QStringLiteral("elevation")}) {
            ParameterSpec spec;
            spec.name = name;
            spec.unit = Unit::parse(QStringLiteral("deg"));
            spec.startsMotion = true;
            addParameter(spec);
        }
        ParameterSpec turns;
        turns.name = QStringLiteral("turns");
        turns.type = ParameterType::Integer;
        ParameterSpec text;
        text.name = QStringLiteral("text");
        text.type = ParameterType::Text;
        CommandSpec show;
        show.name = QStringLiteral("show");
        show.arguments = {turns, text};
        addCommand(show);
    }
    void open() override { setState(DeviceState::Standby); }
    Op<Value> read(Parameter &parameter) override { co_return Quantity(0, parameter.spec().unit); }
    Op<void> write(Parameter &, Value) override { co_return; }
    Op<Value> execute(const CommandSpec &, Arguments arguments) override
    {
        co_return QStringLiteral("%1 x %2").arg(valueText(arguments.at(0)), valueText(arguments.at(1)));
    }
};

/// Two movers `x` and `y` at 10 mm/s, `rotator`, and a broken device `bad`; a console whose output is kept.
struct ConsoleBench {
    explicit ConsoleBench(std::unique_ptr<Scheduler> scheduler = std::make_unique<ManualScheduler>(), const ConsoleOptions &options = {})
        : core(std::move(scheduler))
        , x(add<TestDevice>(QStringLiteral("x")))
        , y(add<TestDevice>(QStringLiteral("y")))
        , rotator(add<TwoAxes>(QStringLiteral("rotator")))
        , output(core)
        , run(core, output, options)
    {
        core.bench.addBroken({QStringLiteral("bad"), {}, {}, QStringLiteral("no such driver")});
        core.ready();
        const ConsoleClock clock{core.engine.now(), [this] { return core.engine.now(); }};
        output.add(std::make_unique<JsonWriter>(clock, [this](QByteArrayView line) { append(line); }));
        output.add(std::make_unique<TextWriter>(clock, [this](QByteArrayView line) { text << QString::fromUtf8(line); }));
        QObject::connect(&run, &ConsoleRun::finished, &run, [this](int code) { exits << code; });
    }

    void start(const QString &program) { run.start(program); }
    void advance(Duration by) { static_cast<ImmediateScheduler &>(core.engine.scheduler()).advance(by); }

    /// All events of one kind.
    QList<QJsonObject> all(const char *event) const
    {
        QList<QJsonObject> found;
        for (const QJsonObject &object : events)
            if (object[u"event"].toString() == QLatin1StringView(event))
                found << object;
        return found;
    }
    /// The events of the task with this label, in order.
    QList<QJsonObject> task(const QString &label) const
    {
        QList<QJsonObject> found;
        for (const QJsonObject &object : all("task"))
            if (object[u"label"].toString() == label)
                found << object;
        return found;
    }
    /// What was told last of the task with this label; empty if it never was.
    QJsonObject last(const QString &label) const
    {
        const auto told = task(label);
        return told.isEmpty() ? QJsonObject() : told.last();
    }
    QString outcome(const QString &label) const { return last(label)[u"outcome"].toString(); }
    TaskId id(const QString &label) const { return static_cast<TaskId>(last(label)[u"id"].toInteger()); }
    /// Every error that was told, of tasks and of commands.
    QString errors() const
    {
        QStringList messages;
        for (const QJsonObject &object : all("error"))
            messages << object[u"message"].toString();
        for (const QJsonObject &object : all("task"))
            if (!object[u"error"].isNull())
                messages << object[u"error"].toString();
        return messages.join(QLatin1Char('\n'));
    }

    QList<QJsonObject> events;
    QStringList text;
    QList<int> exits;
    Core core;
    TestDevice &x;
    TestDevice &y;
    TwoAxes &rotator;
    ConsoleOutput output;
    ConsoleRun run;

private:
    template <class D>
    D &add(const QString &id)
    {
        return static_cast<D &>(core.bench.add(std::make_unique<D>(core.bench.context(id, QString(), QString()))));
    }
    void append(QByteArrayView line) { events << QJsonDocument::fromJson(line.toByteArray()).object(); }
};

} // namespace podium::tests
