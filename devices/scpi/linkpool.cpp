// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "devices/scpi/linkpool.h"

namespace podium::devices
{
using namespace engine;

std::shared_ptr<SharedLink> LinkPool::link(Engine &engine, const QString &address,
                                           const InstrumentDescription &description)
{
    auto channel = makeChannel(m_kinds, address);
    auto &known = m_known[channel->address()];
    auto shared = known.link.lock();
    if (shared && known.instrument != description.name)
        throw Error::refused(
            RefusalKind::Type, address,
            QStringLiteral(
                "%1 is already the address of %2, so it cannot be that of %3; correct one of the two devices.")
                .arg(address, known.instrument, description.name));
    if (!shared) {
        shared = std::make_shared<SharedLink>(engine, description.name, std::move(channel), description.policy);
        known = {description.name, shared};
    }
    return shared;
}
} // namespace podium::devices
