// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/model/linkport.h"
#include "tests/support/checks.h"
#include "tests/ui/uibench.h"
#include "ui/style/tailview.h"
#include "ui/traffic/trafficpanel.h"

#include <QAbstractButton>

namespace podium::tests
{
using namespace std::chrono_literals;

/// A link without a wire: what a test traces, and what it answers by hand.
class FakeLink final : public LinkPort
{
public:
    FakeLink(Engine &engine, const QString &name, const QString &address)
        : m_engine(engine)
        , m_name(name)
        , m_address(address)
    {
    }

    const QString &name() const override { return m_name; }
    QString address() const override { return m_address; }
    std::vector<TraceEntry> trace() const override { return entries; }
    Op<QByteArray> sendByHand(QByteArray message, MessageClass messageClass) override
    {
        note(TraceKind::Sent, message, messageClass);
        co_await sleep(std::chrono::milliseconds(5));
        if (!reply.isNull())
            note(TraceKind::Received, reply, messageClass);
        co_return reply;
    }
    void note(TraceKind kind, const QByteArray &text, MessageClass messageClass = MessageClass::Read, const QString &device = {})
    {
        TraceEntry entry;
        entry.number = ++m_count;
        entry.kind = kind;
        entry.messageClass = messageClass;
        entry.when = m_engine.now();
        entry.size = text.size();
        entry.text = text.first(std::min<qsizetype>(256, text.size()));
        if (kind == TraceKind::Received) {
            entry.end = "\r\n";
            entry.took = std::chrono::milliseconds(12);
        }
        entry.device = device;
        entries.push_back(entry);
        tellWatchers(entry);
    }

    std::vector<TraceEntry> entries;
    QByteArray reply;

private:
    Engine &m_engine;
    QString m_name;
    QString m_address;
    quint64 m_count = 0;
};

/// A motor on a link.
class LinkedDevice final : public TestDevice, public LinkUser
{
public:
    LinkedDevice(const DeviceContext &context, std::shared_ptr<FakeLink> link)
        : TestDevice(context)
        , m_link(std::move(link))
    {
    }
    LinkPort *linkPort() override { return m_link.get(); }
    void leave() { m_link.reset(); }

private:
    std::shared_ptr<FakeLink> m_link;
};

/// Motors x and y on one link, psu on another, m on none.
struct TrafficBench : UiBench {
    TrafficBench()
    {
        rack = std::make_shared<FakeLink>(core.engine, QStringLiteral("Rack"), QStringLiteral("tcp://rack:1"));
        auto other = std::make_shared<FakeLink>(core.engine, QStringLiteral("Supply"), QStringLiteral("tcp://psu:2"));
        supply = other;
        for (const auto *id : {"x", "y"})
            core.bench.add(std::make_unique<LinkedDevice>(core.bench.context(QString::fromLatin1(id), {}, {}), rack));
        psu = &static_cast<LinkedDevice &>(core.bench.add(
            std::make_unique<LinkedDevice>(core.bench.context(QStringLiteral("psu"), {}, {}), std::move(other))));
        for (const auto &device : core.bench.devices())
            device->open();
        core.hub = std::make_unique<Hub>(core.engine, core.bench, core.locks); // which knows the new devices
        client.emplace(core.engine.gate(), core, QStringLiteral("operator"));
        views.emplace(*core.hub, client->bench());
    }

    std::shared_ptr<FakeLink> rack;
    std::weak_ptr<FakeLink> supply;
    LinkedDevice *psu = nullptr;
};

/// What is seen of their traffic.
struct TrafficDesk : TrafficBench {
    explicit TrafficDesk(const QString &settings = {}) : panel(std::make_unique<ui::TrafficPanel>(*client, settings))
    {
        panel->resize(1000, 400);
        panel->show();
        settle();
    }
    ~TrafficDesk() { panel.reset(); }

    int rows() const { return panel->view().model()->rowCount(); }
    QString cell(int row, int column) const { return panel->view().model()->index(row, column).data().toString(); }
    QAbstractButton &button(const char *text) const
    {
        for (auto *known : panel->findChildren<QAbstractButton *>())
            if (known->text().remove(u'&') == QLatin1String(text))
                return *known;
        qFatal("There is no button %s.", text);
    }
    template <class T>
    T &named(const char *name) const
    {
        for (auto *known : panel->findChildren<T *>())
            if (known->accessibleName() == QLatin1String(name))
                return *known;
        qFatal("There is nothing called %s.", name);
    }

    std::unique_ptr<ui::TrafficPanel> panel;
};

inline void trafficDesk(const char *sentence, void (*body)(TrafficDesk &))
{
    check(sentence, [body] {
        TrafficDesk desk;
        body(desk);
    });
}
} // namespace podium::tests
