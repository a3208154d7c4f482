// SPDX-FileCopyrightText: Podium contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/protectionbutton.h"

#include "ui/panels/explain.h"
#include "ui/style/plaintext.h"
#include "ui/style/theme.h"

namespace podium::ui
{
using namespace engine;

ProtectionButton::ProtectionButton(const Client &client, Address address, QWidget *parent)
    : QToolButton(parent)
    , m_client(client)
    , m_address(std::move(address))
{
    setAutoRaise(true);
    setFixedSize(side, side);
    setIconSize({14, 14});
    setAccessibleName(
        tr("Write protection of %1").arg(m_address.parameter.isEmpty() ? m_address.device : m_address.text()));
    connect(this, &QToolButton::clicked, this, &ProtectionButton::toggleProtection);
    setState({});
}

void ProtectionButton::setState(const Protection &protection)
{
    m_state = protection;
    const bool on = protection.isOn();
    const bool permanent = protection.kind == Protection::Kind::Permanent;
    const auto text =
        permanent ? tr("Write-protected by %1 until the program ends.").arg(protection.by)
        : on      ? tr("Write-protected by %1. Press to take the protection off.").arg(protection.by)
        : m_address.parameter.isEmpty()
            ? tr("Not write-protected. Press to protect all of %1 against writing; stopping it always works.")
                  .arg(m_address.device)
            : tr("Not write-protected. Press to protect %1 against writing.").arg(m_address.text());
    if (accessibleDescription() == text)
        return;
    setIcon(Theme::instance().icon(on ? Icon::Protected : Icon::Unprotected, on ? Tone::Text : Tone::Line));
    setEnabled(!permanent);
    setToolTip(plainToolTip(text));
    setStatusTip(oneLine(text));
    setAccessibleDescription(text);
}

void ProtectionButton::toggleProtection()
{
    const auto wanted = m_state.isOn() ? Protection() : Protection{Protection::Kind::Plain, m_client.by(), {}};
    m_client.setProtection(m_address.device, m_address.parameter, wanted).finally(this, [this](const TaskInfo &info) {
        if (const auto text = outcomeText(info); !text.isEmpty())
            Q_EMIT failed(text);
    });
}
} // namespace podium::ui
