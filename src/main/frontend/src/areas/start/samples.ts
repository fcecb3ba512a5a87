const shown = (alert: object) => JSON.stringify(alert, null, 2);

/** What a product might send of this client now, by the name of its mapping: hosts and people that nobody has, addresses of the documentation ranges. */
export function samples(org: string, now: Date): Record<string, string> {
  const time = now.toISOString();
  const host = `test-host.${org}.example`;
  const person = `test.person@${org}.example`;
  const suricata = shown({
    timestamp: time.replace("Z", "000+0000"),
    flow_id: 42,
    event_type: "alert",
    src_ip: "192.0.2.201",
    src_port: 49871,
    dest_ip: "203.0.113.201",
    dest_port: 443,
    proto: "TCP",
    alert: {
      action: "allowed",
      gid: 1,
      signature_id: 2029999,
      rev: 2,
      severity: 1,
      signature: "ET MALWARE Win32/ExampleBot CnC Checkin",
      category: "Malware Command and Control Activity Detected",
    },
    direction: "to_server",
  });
  return {
    auto: suricata,
    "suricata-eve": suricata,
    wazuh: shown({
      timestamp: time.replace("Z", "+0000"),
      id: "1777886131.1",
      rule: {
        level: 12,
        description: "sshd: brute force, then a successful login.",
        id: "40112",
      },
      agent: { id: "007", name: host, ip: "192.0.2.202" },
      manager: { name: "manager" },
      data: { srcip: "198.51.100.201", dstuser: "test.person" },
      decoder: { name: "sshd" },
      location: "/var/log/auth.log",
    }),
    ocsf: shown({
      class_uid: 2004,
      severity_id: 5,
      activity_id: 1,
      time_dt: time,
      metadata: { product: { name: "Example EDR" } },
      finding_info: { uid: "test-1", title: "Ransomware behaviour on a file server" },
      device: { hostname: host, ip: "192.0.2.202" },
    }),
    "okta-system-log": shown({
      uuid: "0e000000-0000-4000-8000-000000000001",
      published: time,
      eventType: "user.mfa.factor.deactivate",
      displayMessage: "Reset factor for user",
      actor: { type: "User", alternateId: person },
      client: { ipAddress: "198.51.100.201" },
      outcome: { result: "SUCCESS" },
    }),
    "azure-log": shown({
      time,
      resourceId: "/tenants/example/providers/Microsoft.aadiam",
      operationName: "Sign-in activity",
      category: "SignInLogs",
      callerIpAddress: "198.51.100.201",
      properties: {
        userPrincipalName: person,
        riskLevelDuringSignIn: "high",
        status: { errorCode: 0 },
      },
    }),
    "aws-cloudtrail": shown({
      eventTime: time,
      eventSource: "cloudtrail.amazonaws.com",
      eventName: "StopLogging",
      sourceIPAddress: "198.51.100.201",
      eventID: "9a000000-0000-4000-8000-000000000001",
      userIdentity: { type: "IAMUser", userName: "test.person", accountId: "000000000000" },
    }),
  };
}
