// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/linktest.h"

#include "app/linkcatalog.h"
#include "devices/links/linktext.h"
#include "devices/links/messagelink.h"
#include "devices/modbus/modbuspool.h"
#include "engine/model/quoted.h"
#include "engine/tasks/engine.h"

namespace podium::app
{
using namespace engine;
using namespace devices;

namespace
{
constexpr std::chrono::milliseconds tick{20};
constexpr std::chrono::seconds patience{8};

/// Opens it and waits until it is up, or the first attempt has failed, which says why.
template <class Link>
Op<void> untilUp(Link &link, QString address)
{
    const auto &engine = currentTask()->engine();
    const WaitingFor name(QStringLiteral("%1 to answer").arg(address));
    link.open();
    for (const auto begun = engine.now(); engine.now() - begun < patience && link.state() != LinkState::Backoff;) {
        if (link.state() == LinkState::Up)
            co_return;
        co_await sleep(tick);
    }
    const auto why = link.why();
    link.close();
    throw Error(ErrorKind::Timeout, why, address);
}
} // namespace

Op<QString> testLink(QString address, InstrumentDescription description)
{
    MessageLink link(currentTask()->engine(), description.name, makeChannel(linkKinds(), address), description.policy);
    co_await untilUp(link, address);
    co_return shown(link.identity());
}

Op<QString> testLink(QString address, ModbusDescription description)
{
    ModbusPool pool(linkKinds());
    const auto unit = pool.unit(currentTask()->engine(), address, description);
    co_await untilUp(*unit, address);
    co_return unit->identity().isEmpty() ? QString() : quoted(unit->identity());
}
} // namespace podium::app
