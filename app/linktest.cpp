// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/linktest.h"

#include "app/linkcatalog.h"
#include "devices/links/linktext.h"
#include "devices/links/messagelink.h"
#include "engine/tasks/engine.h"

namespace podium::app
{
using namespace engine;
using namespace devices;

namespace
{
constexpr std::chrono::milliseconds tick{20};
constexpr std::chrono::seconds patience{8};
} // namespace

Op<QString> testLink(QString address, InstrumentDescription description)
{
    auto &engine = currentTask()->engine();
    MessageLink link(engine, description.name, makeChannel(linkKinds(), address), description.policy);
    const WaitingFor name(QStringLiteral("%1 to answer").arg(address));
    QString why;
    link.open();
    for (const auto begun = engine.now(); engine.now() - begun < patience;) {
        if (link.state() == LinkState::Up)
            co_return shown(link.identity());
        if (link.state() == LinkState::Backoff) { // the first attempt has failed, and says why
            why = link.why();
            break;
        }
        why = link.why();
        co_await sleep(tick);
    }
    link.close();
    throw Error(ErrorKind::Timeout, why, address);
}
} // namespace podium::app
