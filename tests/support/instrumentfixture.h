// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "devices/scpi/instrumentdevice.h"
#include "devices/scpi/instrumentfile.h"
#include "engine/client/core.h"
#include "engine/model/operations.h"
#include "tests/support/linkfixture.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

namespace podium::tests
{
/// The text of an instrument file, read and described; a problem in it fails the test.
inline devices::InstrumentDescription described(const QByteArray &text, devices::Settings settings = {})
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("instrument.toml")));
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        qFatal("The instrument file cannot be written.");
    file.close();
    devices::FileProblems problems;
    std::optional<devices::InstrumentDescription> description;
    if (const auto read = devices::InstrumentFile::load(file.fileName(), problems)) {
        for (const auto &setting : read->settings())
            if (!settings.contains(setting.spec.name))
                settings.insert(setting.spec.name, setting.fallback);
        description = read->describe(settings, problems);
    }
    for (const auto &problem : problems)
        QTest::qFail(qPrintable(problem.text()), __FILE__, __LINE__);
    return description.value_or(devices::InstrumentDescription());
}

/// Devices of one instrument file on one scripted link, in a bench whose clock the test moves. The peer answers what
/// stands in `replies` after 1 ms, with all its lines, and nothing else.
class InstrumentFixture
{
public:
    explicit InstrumentFixture(const QByteArray &text)
        : InstrumentFixture(std::make_unique<engine::ManualScheduler>(), text)
    {
    }

    /// What the devices send at their end, nobody answers.
    ~InstrumentFixture()
    {
        if (channel)
            channel->onMessage = {};
    }
    InstrumentFixture(const InstrumentFixture &) = delete;
    InstrumentFixture &operator=(const InstrumentFixture &) = delete;

    /// A device with its settings; the first is called "a", then "b".
    devices::InstrumentDevice &add(const devices::Settings &settings = {})
    {
        auto description = described(m_text, settings);
        if (!m_shared) {
            description.policy.seed = 7;
            description.policy.heartbeat = std::chrono::hours(1);
            auto scripted = std::make_unique<ScriptedChannel>(core.engine);
            channel = scripted.get();
            channel->onMessage = [this](const QByteArray &message) { answer(message); };
            m_shared = std::make_shared<devices::SharedLink>(core.engine, description.name, std::move(scripted),
                                                             description.policy);
        }
        const QString id(QChar::fromLatin1(static_cast<char>('a' + core.bench.devices().size())));
        auto device = std::make_unique<devices::InstrumentDevice>(core.bench.context(id, {}, {}),
                                                                  std::move(description), m_shared);
        auto &added = *device;
        core.bench.add(std::move(device));
        return added;
    }
    void comeUp()
    {
        core.ready();
        advance(std::chrono::milliseconds(50));
    }
    void advance(std::chrono::milliseconds by) { time->advance(by); }

    template <class T>
    engine::Task<T> run(engine::Op<T> op)
    {
        return core.engine.run(QStringLiteral("test"), std::move(op));
    }
    engine::Task<engine::Value> set(const char *address, const engine::Value &value)
    {
        return run(engine::operations::write(core.bench, *engine::Address::parse(QString::fromLatin1(address)), value));
    }
    engine::Parameter &parameter(const char *address) const
    {
        return core.bench.parameter(*engine::Address::parse(QString::fromLatin1(address)));
    }
    devices::MessageLink &link() const { return m_shared->link(); }
    qsizetype count(const QByteArray &message) const { return channel->messages().count(message); }

    engine::ManualScheduler *time;
    engine::Core core;
    ScriptedChannel *channel = nullptr;
    QHash<QByteArray, QByteArray> replies;
    std::function<void(const QByteArray &message)> onMessage;

private:
    InstrumentFixture(std::unique_ptr<engine::ManualScheduler> scheduler, const QByteArray &text)
        : time(scheduler.get())
        , core(std::move(scheduler))
        , m_text(text)
    {
    }
    void answer(const QByteArray &message)
    {
        if (onMessage)
            onMessage(message);
        if (const auto reply = replies.constFind(message); reply != replies.cend())
            channel->deliver(*reply + '\n', std::chrono::milliseconds(1));
    }

    QByteArray m_text;
    std::shared_ptr<devices::SharedLink> m_shared;
};
} // namespace podium::tests
